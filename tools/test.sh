#!/bin/bash
# All tests: unit and services on SQLite and on PostgreSQL, stories on both, the house, Chromium, the
# ASan+UBSan tree, and every fuzzer for a short time. The last line is "N passed, N failed".
# ONLY and SKIP choose phases; FUZZ_SECONDS lets each fuzzer run that long, another walk every time.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/phases.sh
mkdir -p "$logs"
rm -f "$logs"/*.result

build_preset() { cmake --preset "$1" && ninja -C "build/$1" "${@:2}"; }

unit() { under_cluster_ctest unit build/release -L unit; }
stories() { under_cluster_ctest stories build/release -L story; }
house() { under_cluster_ctest house build/release -L house; }

# Each of these beside a server of its own; the journey of a whole plan on both databases.
browser() {
  (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --omit=optional)
  local pages
  for pages in chromium staff history planning datacall review paper diary consultation release; do
    tests/browser/serve_plans.sh node "tests/browser/${pages}_checks.mjs"
  done
  tests/browser/serve_plans.sh node tests/browser/plan_journey.mjs
  # shellcheck disable=SC2016  # the cluster's name is known inside alone
  tests/postgres/with_cluster bash -c \
    'NIGIWAI_DATABASE=$NIGIWAI_TEST_POSTGRES tests/browser/serve_plans.sh node tests/browser/plan_journey.mjs'
}

asan() {
  build_unit_tests asan
  under_cluster_ctest asan build/asan -L unit
}

fuzz() {
  build_preset fuzz fuzzers
  tools/fuzz.sh "${FUZZ_SECONDS:-short}"
}

prepare packages "Debian packages" tools/install_packages.sh build test
if wanted unit || wanted stories || wanted house || wanted browser; then
  prepare release "release build" build_preset release
fi
run_phase unit unit "unit and services, SQLite and PostgreSQL"
run_phase stories stories "stories, SQLite and PostgreSQL"
run_phase house house "the house: rooms, links, words, lists"
run_phase browser browser "pages in Chromium"
run_phase asan asan "ASan and UBSan: build, unit and services"
run_phase fuzz fuzz "fuzzers: build, each a walk of a fixed number of inputs"
summary
