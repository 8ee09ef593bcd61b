# Sourced by the shell launchers, with java and home set and the rest of java's command line as the positional parameters:
# gives the JVM the archive of the program's classes, if there is a whole one of this user's own that nobody has changed since,
# and says where it has to be.
# The program makes it behind the first command. DYNDEPS_CLASS_ARCHIVE=off does without.
if [ "${DYNDEPS_CLASS_ARCHIVE:-}" != off ]; then
    archive=$(printf '%s' "$java $home" | cksum) || archive=0
    case ${XDG_CACHE_HOME:-} in
        /*) archive=${DYNDEPS_CACHE:-$XDG_CACHE_HOME/dyndeps}/classes/${archive%% *} ;;
        *) archive=${DYNDEPS_CACHE:-${HOME:-/nowhere}/.cache/dyndeps}/classes/${archive%% *} ;;
    esac
    if [ -O "$archive.jsa" ] && [ -O "$archive.made" ] && ! [ "$archive.jsa" -nt "$archive.made" ] && read -r size <"$archive.made" &&
        [ "$(wc -c <"$archive.jsa")" -eq "$size" ] 2>/dev/null; then
        set -- "-XX:SharedArchiveFile=$archive.jsa" "-Xlog:cds*=off" "$@"
    fi
    set -- "-Ddyndeps.classes=$archive" "$@"
fi
