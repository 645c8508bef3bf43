#!/bin/bash
# kill_saving.sh PROGRAM sqlite|postgres KILLS: a server that is killed while many save at its desk, and
# started again (kill_saving.mjs); afterwards `verify` finds nothing.
set -euo pipefail
program=$1 engine=$2 kills=$3
here=$(dirname "$0")
if [[ $engine == postgres && -z ${NIGIWAI_SAVING_CLUSTER:-} ]]; then
  NIGIWAI_SAVING_CLUSTER=1 exec env -u NIGIWAI_TEST_POSTGRES "$here/../postgres/with_cluster" "$0" "$@"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
database=sqlite:$folder/nigiwai.sqlite
[[ $engine == sqlite ]] || database=$NIGIWAI_TEST_POSTGRES
"$program" migrate --db "$database" > /dev/null 2>&1
"$program" plan load plans/131202 --db "$database" > /dev/null 2>&1
"$program" user practice --db "$database" > /dev/null 2>&1
node "$here/kill_saving.mjs" "$program" "$database" "$kills"
"$program" verify --db "$database"
