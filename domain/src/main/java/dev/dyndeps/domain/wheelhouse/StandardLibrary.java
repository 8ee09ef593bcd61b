package dev.dyndeps.domain.wheelhouse;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.python.PythonVersion;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * The top-level names of CPython's standard library, by minor version (facts of {@code sys.stdlib_module_names} of 3.10 to
 * 3.13 and of the change logs before and after).
 */
final class StandardLibrary {
    private static final ImmutableSet<String> ALWAYS = words("""
            __future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk
            _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle
            _compression _contextvars _csv _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree
            _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _io _json _locale
            _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing _opcode _operator _osx_support
            _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio _queue _random _scproxy
            _sha1 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime
            _struct _symtable _thread _threading_local _tkinter _tracemalloc _uuid _warnings _weakref
            _weakrefset _winapi abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect
            builtins bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys compileall
            concurrent configparser contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime
            dbm decimal difflib dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp
            fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob grp gzip
            hashlib heapq hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword
            linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt
            multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle
            pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd
            py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource
            rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket
            socketserver sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep
            struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this
            threading time timeit tkinter token tokenize trace traceback tracemalloc tty turtle turtledemo types
            typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound
            wsgiref xml xmlrpc zipapp zipfile zipimport zlib
            """);

    /** Names with the minor version that brought them. */
    private static final ImmutableMap<String, Integer> CAME = versions("""
            _zoneinfo:9 graphlib:9 zoneinfo:9 _tokenize:11 _typing:11 tomllib:11 _pydatetime:12 _pylong:12
            _sha2:12 _android_support:13 _colorize:13 _interpchannels:13 _interpqueues:13 _interpreters:13
            _ios_support:13 _opcode_metadata:13 _pyrepl:13 _suggestions:13 _sysconfig:13 _wmi:13
            annotationlib:14 compression:14
            """);

    /** Names with the first minor version that was without them. */
    private static final ImmutableMap<String, Integer> WENT = versions("""
            _dummy_thread:9 dummy_threading:9 formatter:10 parser:10 symbol:10 binhex:11 _bootsubprocess:12
            _sha256:12 _sha512:12 asynchat:12 asyncore:12 distutils:12 imp:12 smtpd:12 _crypt:13 _msi:13 aifc:13
            audioop:13 cgi:13 cgitb:13 chunk:13 crypt:13 imghdr:13 lib2to3:13 mailcap:13 msilib:13 nis:13
            nntplib:13 ossaudiodev:13 pipes:13 sndhdr:13 spwd:13 sunau:13 telnetlib:13 uu:13 xdrlib:13
            """);

    private StandardLibrary() {}

    /** The names that the standard library of this Python has. */
    static ImmutableSet<String> names(PythonVersion python) {
        return Stream.of(
                        ALWAYS.stream(),
                        having(CAME, since -> python.minor() >= since),
                        having(WENT, until -> python.minor() < until))
                .flatMap(names -> names)
                .collect(ImmutableSet.toImmutableSet());
    }

    private static Stream<String> having(ImmutableMap<String, Integer> names, IntPredicate minor) {
        return names.entrySet().stream()
                .filter(entry -> minor.test(entry.getValue()))
                .map(entry -> entry.getKey());
    }

    private static ImmutableSet<String> words(String text) {
        return ImmutableSet.copyOf(
                Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().split(text));
    }

    private static ImmutableMap<String, Integer> versions(String text) {
        return words(text).stream()
                .map(word -> word.split(":", -1))
                .collect(ImmutableMap.toImmutableMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
    }
}
