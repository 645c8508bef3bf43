#!/bin/bash
# lose_database.sh PROGRAM sqlite|postgres: a server of its own whose database goes away and comes back
# (lose_database.mjs). SQLite: the file is moved away. PostgreSQL: the cluster, which nobody else uses,
# is stopped.
set -euo pipefail
program=$1 engine=$2
here=$(dirname "$0")
if [[ $engine == postgres && -z ${NIGIWAI_LOST_CLUSTER:-} ]]; then
  NIGIWAI_LOST_CLUSTER=1 exec env -u NIGIWAI_TEST_POSTGRES "$here/../postgres/with_cluster" "$0" "$@"
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [[ $engine == sqlite ]]; then
  file=$folder/nigiwai.sqlite
  database=sqlite:$file
  take_away="mv '$file' '$file.away'"
  put_back="mv '$file.away' '$file'"
else
  database=$NIGIWAI_TEST_POSTGRES
  cluster=$(sed 's/.*host=\([^&]*\).*/\1/' <<< "$database")
  programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  owner=""
  [[ $(id -u) -ne 0 ]] || owner="setpriv --reuid=postgres --regid=postgres --clear-groups"
  control="cd '$cluster' && $owner '$programs/pg_ctl' -D '$cluster/data' -w -s"
  take_away="$control -m immediate stop"
  put_back="$control -l '$cluster/server.log' start"
fi
"$program" migrate --db "$database" > /dev/null 2>&1
"$program" plan load plans --db "$database" > /dev/null 2>&1
node "$here/lose_database.mjs" "$program" "$database" "$take_away" "$put_back"
