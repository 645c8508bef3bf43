#!/bin/bash
# The speed measurements of the release build. Each prints its ratios; single runs vary, so each takes
# the median of interleaved rounds. A private PostgreSQL is started for the comparison with it.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install_packages.sh build test bench
tools/build.sh
for measurement in ${ONLY:-quantity load db figures http render output}; do
  echo "== bench $measurement"
  tests/postgres/with_cluster bash -c \
    './nigiwai bench "$0" --postgres "$NIGIWAI_TEST_POSTGRES"' "$measurement"
done
