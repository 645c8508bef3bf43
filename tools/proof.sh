#!/bin/bash
# The long tests: loading and working programs killed a thousand times, the whole practice town on both databases, the
# thread sanitizer, a second browser engine, every page and the API by their judges, the exported tables in LibreOffice,
# every fuzzer for ten minutes. The last line is "N passed, N failed".
# ONLY and SKIP choose phases; KILLS and FUZZ_SECONDS say how much.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/phases.sh
mkdir -p "$logs"
rm -f "$logs"/*.result

build_preset() { cmake --preset "$1" && ninja -C "build/$1" "${@:2}"; }

kills() { tests/postgres/with_cluster tests/kills/kill_loads.sh "${KILLS:-1000}"; }

# Half of them on each database; imports and publications all of them on each.
workkills() {
  local all=${KILLS:-1000}
  local each=$(((all + 1) / 2))
  NIGIWAI_KILLS=$each tests/postgres/with_cluster build/release/src/figure/figure_kill_tests
  NIGIWAI_KILLS=$each tests/postgres/with_cluster build/release/src/planning/planning_kill_tests
  NIGIWAI_KILLS=$all tests/postgres/with_cluster build/release/src/edition/edition_kill_tests
  NIGIWAI_KILLS=$all tests/postgres/with_cluster build/release/src/importer/importer_kill_tests
  echo "$((4 * each + 4 * all)) passed, 0 failed"
}

# All four years on PostgreSQL too: every cell, every day, and the reset.
town() { NIGIWAI_TOWN_ENGINES=all under_cluster_ctest town build/release -R town_years_tests; }

tsan() {
  build_unit_tests tsan
  under_cluster_ctest tsan build/tsan -L unit
}

# With the optional packages, which only these phases use.
browser_packages() {
  (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline)
}

firefox() { tests/browser/serve_plans.sh node tests/browser/firefox_checks.mjs; }
html() { tests/browser/serve_plans.sh node tests/browser/html_checks.mjs; }
interfaces() { tests/browser/serve_plans.sh node tests/browser/api_checks.mjs; }

libreoffice() { tests/sheets/open_in_libreoffice.sh; }

serving() {
  local program=build/release/src/app/nigiwai
  tests/serving/hold_connections.sh "$program" 60 10000
  tests/serving/kill_saving.sh "$program" sqlite 100
  tests/serving/kill_saving.sh "$program" postgres 100
  echo "3 passed, 0 failed"
}

longfuzz() {
  build_preset asan fuzzers
  tools/fuzz.sh "${FUZZ_SECONDS:-600}"
}

prepare packages "Debian packages" tools/install_packages.sh build test proof
if wanted kills || wanted workkills || wanted firefox || wanted html || wanted interfaces || wanted libreoffice ||
    wanted serving || wanted town; then
  prepare release "release build" build_preset release nigiwai figure_kill_tests importer_kill_tests planning_kill_tests edition_kill_tests \
    town_years_tests
fi
if wanted firefox || wanted html || wanted interfaces; then
  prepare npm "npm packages" browser_packages
fi
run_phase kills kills "${KILLS:-1000} loads killed"
run_phase workkills workkills "${KILLS:-1000} programs killed at their work"
run_phase town town "four years of the practice town on both databases"
run_phase tsan tsan "TSan: build, unit and services"
run_phase firefox firefox "pages in Firefox"
run_phase html html "every page in both languages by html-validate and vnu"
run_phase interfaces interfaces "OpenAPI by Spectral and Redocly, Atom by its grammar"
run_phase libreoffice libreoffice "exported tables in LibreOffice"
run_phase serving serving "10,000 idle and 64 busy connections for a minute; killed a hundred times while many save"
run_phase longfuzz longfuzz "fuzzers: build, ${FUZZ_SECONDS:-600} s each"
summary
