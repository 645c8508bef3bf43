#!/bin/bash
# How long `make run` takes to its first page on a machine with everything installed and built, and until the practice
# town stands behind it: with an empty folder and with the one it left. The limit of the first page is 10 s.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
server=""
end_all() {
  trap - EXIT
  [[ -z $server ]] || { kill -- -"$server" && wait "$server"; } 2> /dev/null || true
  rm -rf "$folder"
}
trap end_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

is_taken() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
port=$((20000 + RANDOM % 20000))
while is_taken "$port"; do port=$((port + 1)); done
now() { date +%s.%N; }
since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", to - from }'; }

# once NAME: `make run` until the first page, until the town stands, and stopped again.
once() {
  local begun
  begun=$(now)
  set -m  # a group of its own: the town's builder ends with the server
  PORT=$port DATA=$folder tools/run.sh > "$folder.log" 2>&1 &
  server=$!
  set +m
  until curl -sf -o "$folder/page" "http://127.0.0.1:$port/"; do
    kill -0 "$server" 2> /dev/null || { cat "$folder.log" >&2; exit 1; }
    sleep 0.05
  done
  echo "$1: first page after $(since "$begun") (limit 10 s)"
  until curl -sf "http://127.0.0.1:$port/practice" | grep -q demo-clerk; do sleep 0.2; done
  echo "$1: the practice town stands after $(since "$begun")"
  kill -- -"$server"
  wait "$server" 2> /dev/null || true
  server=""
  rm -f "$folder.log"
}
once "empty folder"
once "kept folder"
