#!/bin/bash
# All tests: unit and services on SQLite and on PostgreSQL in the ASan+UBSan tree, stories on both, the
# house, Chromium, and every fuzzer for a short time. The last line is "N passed, N failed".
# ONLY and SKIP choose phases; the phase `unit`, the same tests in the release tree, runs only when named:
# it finds nothing the sanitized tree does not, but is the quick one to work with.
# FUZZ_SECONDS lets each fuzzer run that long, another walk every time.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${ONLY:=stories house browser asan fuzz}"
source tools/phases.sh
mkdir -p "$logs"
rm -f "$logs"/*.result

build_preset() { cmake --preset "$1" && ninja -C "build/$1" "${@:2}"; }

release_build() {
  cmake --preset release
  local programs=(nigiwai story_runner house_tests)
  if wanted unit; then mapfile -t -O "${#programs[@]}" programs < <(programs_of release unit); fi
  ninja -C build/release "${programs[@]}"
}

unit() { under_cluster_ctest unit build/release -L unit; }
stories() { under_cluster_ctest stories build/release -L story; }
house() { under_cluster_ctest house build/release -L house; }

browser_suite() { tests/browser/one_suite.sh "$@" > "$logs/browser-$(IFS=-; echo "$*").log" 2>&1; }
export -f browser_suite
export logs

# Each of these beside a server of its own, as many at once as there are processors; the journeys on both databases. The
# longest come first.
browser() {
  (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --omit=optional)
  rm -f "$logs"/browser-*.log
  local ended=0
  # shellcheck disable=SC2016  # its own words, not this shell's
  printf '%s\n' chromium_checks {fair,plan,desk,edition,audit}_journey{,\ postgres} practice_walk release_checks \
    edition_checks review_checks consultation_checks import_checks datacall_checks planning_checks staff_checks \
    history_checks diary_checks paper_checks practice_checks years_checks |
    xargs -P "$(nproc)" -L 1 bash -c 'browser_suite "$@"' suite || ended=$?
  tail -n +1 "$logs"/browser-*.log
  return "$ended"
}

asan() { under_cluster_ctest asan build/asan -L unit; }
fuzz() { tools/fuzz.sh "${FUZZ_SECONDS:-short}"; }

prepare packages "Debian packages" tools/install_packages.sh build test
if wanted unit || wanted stories || wanted house || wanted browser; then
  prepare release "release build" release_build
fi
run_phase unit unit "unit and services, SQLite and PostgreSQL"
run_phase stories stories "stories, SQLite and PostgreSQL"
run_phase house house "the house: rooms, links, words, lists"
run_phase browser browser "pages in Chromium"
if wanted asan; then prepare sanitized "build with ASan, UBSan and fuzzers" build_unit_tests asan fuzzers; fi
if wanted fuzz && ! wanted asan; then prepare sanitized "build of the fuzzers" build_preset asan fuzzers; fi
run_phase asan asan "unit and services with ASan and UBSan"
run_phase fuzz fuzz "fuzzers, each a walk of a fixed number of inputs"
summary
