# Unpacks a source distribution as pip does: nothing lands outside of the folder, whatever the archive says.
import sys

from pip._internal.utils.unpacking import unpack_file

unpack_file(sys.argv[1], sys.argv[2])
