# Sourced by run and cluster: the distribution, built if it is missing or older than its sources.

distribution=
root=$(CDPATH='' cd -P "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd -P)

fail() {
  echo "runtime/$(basename "$0"): $1" >&2
  exit 1
}

# The archive is the last thing that a build of the distribution makes. Sets distribution if there is one.
find_distribution() {
  local archive
  # shellcheck disable=SC2012
  archive=$(ls -t "$root"/runtime/target/supermarket-*.tar.gz 2>/dev/null | head -n 1)
  distribution=${archive%.tar.gz}
  [[ -n $archive && -x $distribution/bin/supermarket ]]
}

newer_than_its_sources() {
  local newer
  newer=$(cd "$root" && find pom.xml libraries bundles strategy-bundles runtime -name target -prune -o \
    \( -path '*/src/main*' -o -path 'runtime/src*' -o -name pom.xml -o -name bnd.bnd \) \
    -newer "$distribution.tar.gz" -print -quit)
  [[ -z $newer ]]
}

# Reads what Maven prints. On a terminal it shows in one line, written over, what is being done and how much is left;
# what went wrong is shown whole.
show_progress() {
  local line step='looking for what to build' code errors=''
  local module='^\[INFO\] Building ([^ ]+) .*\[([0-9]+)/([0-9]+)\]$' goal='^\[INFO\] --- [^ ]+:([a-z-]+) '
  local place='' begun=''
  while true; do
    code=0
    IFS= read -r -t 1 line || code=$?
    line=$begun$line
    begun=
    if ((code > 128)); then # no whole line within the second: only the time is new
      begun=$line
    elif ((code > 0)); then
      break
    else
      if [[ $line =~ $module ]]; then
        place="part ${BASH_REMATCH[2]} of ${BASH_REMATCH[3]}, ${BASH_REMATCH[1]}: "
        step='fetching what it needs'
      elif [[ $line =~ $goal ]]; then
        step=${BASH_REMATCH[1]}
      elif [[ $line == '[ERROR]'* ]]; then
        errors+=$line$'\n'
      fi
    fi
    printf '\r\033[K%.*s' $((columns - 1)) "Building: $place$step ($SECONDS s)"
  done
  printf '\r\033[K%s' "$errors"
}

# Builds the distribution; without a terminal, only what goes wrong is printed.
build() {
  local options=(-Dmaven.test.skip=true -pl runtime -am package)
  if [[ -t 1 ]]; then
    local columns
    columns=$(tput cols 2>/dev/null) || columns=80
    echo "Building; the first build on a machine fetches what it needs, which takes minutes."
    SECONDS=0
    mvn -B -Dstyle.color=never "${options[@]}" 2>&1 | show_progress
  else
    mvn -q "${options[@]}"
  fi
}

# Leaves the path of a distribution that is up to date in distribution.
build_distribution() {
  "$root/runtime/src/bin/supermarket" java >/dev/null || exit 1
  if ! find_distribution || ! newer_than_its_sources; then
    command -v mvn >/dev/null || fail "needs Maven to build: install Maven 3.8.5 or a later 3.x."
    (cd "$root" && build) || fail "the build failed; see above."
    if ! find_distribution || ! newer_than_its_sources; then
      fail "the build left no distribution that is newer than its sources."
    fi
  fi
}
