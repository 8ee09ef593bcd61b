"""Becomes the program: the Java of this package takes the place of this process, so signals and the status are its own.

Standard library only, Python 3.8 and later. Also run as a folder: python path/to/dyndeps --help
"""
import binascii
import os
import re
import sys

HOME = os.path.dirname(os.path.abspath(__file__))


def class_archive(java, variables):
    """The JVM's options for the archive of the program's classes, which the program makes behind the first command.

    The same rules as in classes.sh: given is only a whole one of this user's own that nobody has changed since.
    """
    if variables.get("DYNDEPS_CLASS_ARCHIVE") == "off":
        return []
    caches = variables.get("XDG_CACHE_HOME") or ""
    if not os.path.isabs(caches):
        caches = os.path.join(variables.get("HOME") or "/nowhere", ".cache")
    cache = variables.get("DYNDEPS_CACHE") or os.path.join(caches, "dyndeps")
    name = "%08x" % binascii.crc32(os.fsencode(java + " " + HOME))
    archive = os.path.join(cache, "classes", name)
    options = ["-Ddyndeps.classes=" + archive]
    try:
        with open(archive + ".made") as made:
            size = int(made.readline())
            kept = os.fstat(made.fileno())
        found = os.stat(archive + ".jsa")
        unchanged = found.st_size == size and found.st_mtime_ns <= kept.st_mtime_ns
        if size and unchanged and kept.st_uid == found.st_uid == os.geteuid():
            options += ["-XX:SharedArchiveFile=" + archive + ".jsa", "-Xlog:cds*=off"]
    except (OSError, ValueError):
        pass
    return options


def main():
    java = os.path.join(HOME, "java", "bin", "java")
    if not os.access(java, os.X_OK):
        raise SystemExit("dyndeps: %s is not there or may not be run: install the wheel again, with pip or uv" % java)
    # File names are read by the locale; a machine without one (a container, cron) would not see names beyond ASCII.
    variables = dict(os.environ)
    locale = variables.get("LC_ALL") or variables.get("LC_CTYPE") or variables.get("LANG") or ""
    if not re.search(r"utf-?8$", locale, re.IGNORECASE):
        variables["LC_ALL"] = "C.UTF-8"
    command = [java, "@" + os.path.join(HOME, "jvm.options"), "-Ddyndeps.home=" + HOME]
    command += class_archive(java, variables)
    command += ["-cp", os.path.join(HOME, "lib", "*"), "dev.dyndeps.cli.Main"]
    os.execve(java, command + sys.argv[1:], variables)


if __name__ == "__main__":
    main()
