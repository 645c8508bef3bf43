#!/bin/bash
# One suite of browser checks beside a server of its own: one_suite.sh NAME [postgres], NAME without .mjs. With
# `postgres` the server works on a private PostgreSQL, otherwise on a SQLite file.
set -euo pipefail
[[ $1 != audit_journey ]] || export NIGIWAI_TOWN=2011  # the auditor looks at a year of the practice town
[[ $1 != practice_walk ]] || export NIGIWAI_TOWN=2014
suite=tests/browser/$1.mjs
if [[ ${2:-} != postgres ]]; then
  exec tests/browser/serve_plans.sh node "$suite"
fi
# shellcheck disable=SC2016  # the cluster's name is known inside alone
exec tests/postgres/with_cluster bash -c \
  'NIGIWAI_DATABASE=$NIGIWAI_TEST_POSTGRES tests/browser/serve_plans.sh node "$@"' one_suite "$suite"
