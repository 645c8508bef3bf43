#!/bin/bash
# The speed measurements of the release build. Each prints its ratios; single runs vary, so each takes
# the median of interleaved rounds. A private PostgreSQL is started for the comparison with it. wire is
# measured from outside, in Chromium: what a page weighs and when it is painted on a slow line; so is start: from
# `make run` to the first page.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh build test bench
tools/build.sh

wire() {
  (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --omit=optional)
  tests/browser/serve_plans.sh node tests/browser/wire_checks.mjs
}

for measurement in ${ONLY:-quantity load db figures http render output wire login history edit town start publish import}; do
  echo "== bench $measurement"
  case $measurement in
    wire) wire; continue ;;
    start) bench/first_page.sh; continue ;;
  esac
  tests/postgres/with_cluster bash -c \
    './nigiwai bench "$0" --postgres "$NIGIWAI_TEST_POSTGRES"' "$measurement"
done
