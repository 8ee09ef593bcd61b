"""python pack.py stored|deflated FOLDER OUT.zip: a zip of a folder, as people make it."""
import os
import shutil
import sys
import zipfile

how, folder, out = sys.argv[1:]
if how == "deflated":
    shutil.make_archive(out[:-len(".zip")], "zip", folder)
else:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as z:
        for place, _, names in os.walk(folder):
            for name in sorted(names):
                path = os.path.join(place, name)
                z.write(path, os.path.relpath(path, folder))
