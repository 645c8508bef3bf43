#!/bin/bash
# All tests: unit and services on SQLite and on PostgreSQL, stories on both, the house, Chromium, the
# ASan+UBSan tree, and every fuzzer for a short time. The last line is "N passed, N failed".
# ONLY and SKIP choose phases, FUZZ_SECONDS the time of each fuzzer.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/phases.sh
mkdir -p "$logs"
rm -f "$logs"/*.result

configure_and_build() {
  local preset=$1
  shift
  cmake --preset "$preset" && ninja -C "build/$preset" "$@"
}

with_ctest() {  # with_ctest PHASE BUILD_FOLDER ARGUMENTS…: under a private PostgreSQL
  local phase=$1 folder=$2 ended=0
  shift 2
  tests/postgres/with_cluster ctest --test-dir "$folder" --output-on-failure -j 2 "$@" || ended=$?
  count_ctest "$folder" "$phase"
  return $ended
}

unit() { with_ctest unit build/release -L unit; }
stories() { with_ctest stories build/release -L story; }
house() { with_ctest house build/release -L house; }

browser() {
  (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --omit=optional)
  tests/browser/serve_plans.sh node tests/browser/chromium_checks.mjs
}

asan() {
  cmake --preset asan
  mapfile -t programs < <(ctest --test-dir build/asan -N -L unit | sed -n 's/^ *Test *#[0-9]*: //p')
  ninja -C build/asan "${programs[@]}"
  with_ctest asan build/asan -L unit
}

fuzz() {
  configure_and_build fuzz fuzzers
  tools/fuzz.sh "${FUZZ_SECONDS:-25}"
}

prepare packages "Debian packages" tools/install_packages.sh build test
if wanted unit || wanted stories || wanted house || wanted browser; then
  prepare release "release build" configure_and_build release
fi
run_phase unit unit "unit and services, SQLite and PostgreSQL"
run_phase stories stories "stories, SQLite and PostgreSQL"
run_phase house house "the house: rooms, links, words, lists"
run_phase browser browser "pages in Chromium"
run_phase asan asan "ASan and UBSan: build, unit and services"
run_phase fuzz fuzz "fuzzers: build, ${FUZZ_SECONDS:-25} s each"
summary
