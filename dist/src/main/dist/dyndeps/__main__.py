"""Becomes the program: the Java of this package takes the place of this process, so signals and the status are its own.

Standard library only, Python 3.8 and later. Also run as a folder: python path/to/dyndeps --help
"""
import os
import re
import sys

HOME = os.path.dirname(os.path.abspath(__file__))


def main():
    java = os.path.join(HOME, "java", "bin", "java")
    if not os.access(java, os.X_OK):
        raise SystemExit("dyndeps: %s is not there or may not be run: install the wheel again, with pip or uv" % java)
    # File names are read by the locale; a machine without one (a container, cron) would not see names beyond ASCII.
    variables = dict(os.environ)
    locale = variables.get("LC_ALL") or variables.get("LC_CTYPE") or variables.get("LANG") or ""
    if not re.search(r"utf-?8$", locale, re.IGNORECASE):
        variables["LC_ALL"] = "C.UTF-8"
    command = [java, "@" + os.path.join(HOME, "jvm.options"), "-Ddyndeps.home=" + HOME,
               "-cp", os.path.join(HOME, "lib", "*"), "dev.dyndeps.cli.Main"]
    os.execve(java, command + sys.argv[1:], variables)


if __name__ == "__main__":
    main()
