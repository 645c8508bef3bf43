#!/bin/bash
# Runs a command beside a server that holds the real plans: own folder, own database, a free port.
# NIGIWAI_URL names the server to the command, NIGIWAI_SERVED its database, NIGIWAI_DATA its folder; all end together. NIGIWAI_PROGRAM is the program,
# NIGIWAI_DATABASE an empty database to use instead of a SQLite file of its own. NIGIWAI_TOWN=whole puts the practice town
# beside the plans; other values are fiscal years of it.
set -euo pipefail
program=${NIGIWAI_PROGRAM:-$PWD/build/release/src/app/nigiwai}
[[ $# -gt 0 ]] || { echo "usage: serve_plans.sh COMMAND [ARGUMENT…]" >&2; exit 2; }

folder=$(mktemp -d)
server=""
end_all() {
  trap - EXIT
  [[ -z $server ]] || { kill "$server" && wait "$server"; } 2> /dev/null || true
  rm -rf "$folder"
}
trap end_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

is_taken() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
port=$((20000 + RANDOM % 20000))
while is_taken "$port"; do port=$((port + 1)); done

database=${NIGIWAI_DATABASE:-sqlite:$folder/nigiwai.sqlite}
"$program" migrate --db "$database"
"$program" plan load plans --db "$database"
"$program" user practice --db "$database"
if [[ -n ${NIGIWAI_TOWN:-} ]]; then
  [[ $NIGIWAI_TOWN == whole ]] && years=() || years=(--years "$NIGIWAI_TOWN")
  "$program" town build --db "$database" --jar "$folder/jar" "${years[@]}"
fi
"$program" serve --port "$port" --data "$folder" --db "$database" > "$folder/server.log" 2>&1 &
server=$!
for _ in $(seq 200); do
  is_taken "$port" && break
  kill -0 "$server" 2> /dev/null || { cat "$folder/server.log" >&2; exit 1; }
  sleep 0.05
done

export NIGIWAI_URL="http://127.0.0.1:$port" NIGIWAI_PROGRAM="$program" NIGIWAI_SERVED="$database" NIGIWAI_DATA="$folder"
status=0
"$@" || status=$?
[[ $status -eq 0 ]] || { echo "The server's last words:"; tail -n 20 "$folder/server.log"; } >&2
exit "$status"
