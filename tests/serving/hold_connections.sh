#!/bin/bash
# hold_connections.sh PROGRAM SECONDS IDLE: a server of its own with the real plans under so many idle
# and 64 busy connections, then SIGTERM in the middle of it (hold_connections.mjs).
set -euo pipefail
program=$1 seconds=$2 idle=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
database="sqlite:$folder/nigiwai.sqlite"
"$program" migrate --db "$database" > /dev/null 2>&1
"$program" plan load plans --db "$database" > /dev/null 2>&1
ulimit -n "$(ulimit -Hn)"
node "$(dirname "$0")/hold_connections.mjs" "$program" "$database" "$seconds" "$idle"
