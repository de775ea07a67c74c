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
  newer=$(cd "$root" && find pom.xml bundles strategy-bundles runtime -name target -prune -o \
    \( -path '*/src/main*' -o -path 'runtime/src*' -o -name pom.xml -o -name bnd.bnd \) \
    -newer "$distribution.tar.gz" -print -quit)
  [[ -z $newer ]]
}

# Leaves the path of a distribution that is up to date in distribution.
build_distribution() {
  "$root/runtime/src/bin/supermarket" java >/dev/null || exit 1
  if ! find_distribution || ! newer_than_its_sources; then
    command -v mvn >/dev/null || fail "needs Maven to build: install Maven 3.8 or newer."
    echo "Building…"
    (cd "$root" && mvn -q -Dmaven.test.skip=true -pl runtime -am package) || fail "the build failed; see above."
    if ! find_distribution || ! newer_than_its_sources; then
      fail "the build left no distribution that is newer than its sources."
    fi
  fi
}
