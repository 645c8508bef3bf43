#!/bin/bash
# The speed measurements of the release build. Each prints its ratios; single runs vary, so each takes
# the median of interleaved rounds. A private PostgreSQL is started for the comparison with it. wire is
# measured from outside, in Chromium: what a page weighs and when it is painted on a slow line.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh build test bench
tools/build.sh

wire() {
  (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --omit=optional)
  tests/browser/serve_plans.sh node tests/browser/wire_checks.mjs
}

for measurement in ${ONLY:-quantity load db figures http render output wire login history edit town publish import}; do
  echo "== bench $measurement"
  if [[ $measurement == wire ]]; then
    wire
    continue
  fi
  tests/postgres/with_cluster bash -c \
    './nigiwai bench "$0" --postgres "$NIGIWAI_TEST_POSTGRES"' "$measurement"
done
