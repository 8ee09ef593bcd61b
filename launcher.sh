# Sourced by the programs beside it: builds what they run if it isn't built, or if a source is newer than the build.
#   program=NAME module=MODULE; . launcher.sh; exec "$java" -cp "$lib/*" ...
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
lib=$home/$module/target/$program/lib
stamp=$home/$module/target/$program/built

fail() {
    echo "$program: $1" >&2
    exit 2
}

stale() {
    [ ! -e "$stamp" ] || [ -n "$(find "$home" -path '*/target' -prune -o \
        \( -path '*/src/main/*' -o -name pom.xml \) -newer "$stamp" -type f -print -quit)" ]
}

build() {
    command -v javac >/dev/null || [ -x "${JAVA_HOME:-/nowhere}/bin/javac" ] ||
        fail "there is a Java but no JDK, and the program must be built first: install JDK 17 (apt install openjdk-17-jdk-headless)"
    command -v mvn >/dev/null ||
        fail "there is no Maven, and the program must be built first: install Maven 3.8 or newer (apt install maven)"
    echo "$program: building the program (the first time this takes a minute or two)" >&2
    log=$(mktemp)
    if ! (cd "$home" && mvn -q -B -ntp -Dquick -Dmaven.test.skip=true -pl "$module" -am package) >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        fail "the program could not be built; the whole output is in $log"
    fi
    rm -f "$log"
    touch "$stamp"
}

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java=$JAVA_HOME/bin/java
else
    java=$(command -v java) || fail "there is no Java: install JDK 17 (on Debian and Ubuntu: apt install openjdk-17-jdk-headless)"
fi
if stale; then
    # One lock for all programs: they share modules, whose folders one build at a time may write.
    mkdir -p "$home/app-cli/target"
    exec 9>"$home/app-cli/target/build.lock"
    ! command -v flock >/dev/null || flock 9
    ! stale || build
    exec 9>&-
fi
# File names are read by the locale; a machine without one (a container, cron) would not see names beyond ASCII.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    *[Uu][Tt][Ff]*8) ;;
    *) export LC_ALL=C.UTF-8 ;;
esac
