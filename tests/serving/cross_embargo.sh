#!/bin/bash
# cross_embargo.sh PROGRAM sqlite|postgres: a server of its own that is asked across the instant of a release
# (cross_embargo.mjs).
set -euo pipefail
program=$1 engine=$2
here=$(dirname "$0")
if [[ $engine == postgres && -z ${NIGIWAI_EMBARGO_CLUSTER:-} ]]; then
  NIGIWAI_EMBARGO_CLUSTER=1 exec env -u NIGIWAI_TEST_POSTGRES "$here/../postgres/with_cluster" "$0" "$@"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
database=sqlite:$folder/nigiwai.sqlite
[[ $engine == sqlite ]] || database=$NIGIWAI_TEST_POSTGRES
"$program" migrate --db "$database" > /dev/null 2>&1
"$program" plan load plans/131202 --db "$database" > /dev/null 2>&1
node "$here/cross_embargo.mjs" "$program" "$database"
