#!/bin/bash
# Loads the plans and kills the program (kill -9) at a random instant, again and again: afterwards either
# no plan is there or all of them, as a load that was left alone leaves them, and the database is whole.
# kill_loads.sh TIMES; a tenth of them on PostgreSQL (NIGIWAI_TEST_POSTGRES).
set -euo pipefail
times=$1
program=${NIGIWAI_PROGRAM:-$PWD/build/release/src/app/nigiwai}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0 before=0 after=0

state_of() { "$program" plan list --json --db "$1" && "$program" report --plan nerima-2011 --format csv --db "$1"; }

complain() {
  failed=$((failed + 1))
  echo "kill $1: $2"
}

# Loads into $1, killed after a random part of the time that a whole load takes.
load_and_kill() {
  local delay
  delay=$(awk -v most="$whole_ms" -v random="$RANDOM" 'BEGIN { printf "%.4f", random / 32768 * most * 1.2 / 1000 }')
  "$program" plan load plans --db "$1" > /dev/null 2>&1 &
  local load=$!
  sleep "$delay"
  kill -9 "$load" 2> /dev/null || true
  wait "$load" 2> /dev/null || true
}

judge() {  # judge NUMBER ADDRESS
  local state
  if ! state=$("$program" plan list --json --db "$2" 2>&1); then
    complain "$1" "the list of plans fails: $state"
  elif [[ $state == "$empty_list" ]]; then
    before=$((before + 1)) passed=$((passed + 1))
  elif [[ $(state_of "$2") == "$whole_state" ]]; then
    after=$((after + 1)) passed=$((passed + 1))
  else
    complain "$1" "half a load is there: $state"
  fi
  if (($1 % 20 == 0)) && ! "$program" verify --db "$2" > "$folder/verify.log" 2>&1; then
    complain "$1" "verify: $(cat "$folder/verify.log")"
  fi
}

new_sqlite() {
  rm -f "$folder"/run.sqlite*
  cp "$folder/empty.sqlite" "$folder/run.sqlite"
  address=sqlite:$folder/run.sqlite
}

with_server() { psql -qXAt "$NIGIWAI_TEST_POSTGRES" -c "$1" > /dev/null; }
database() { sed "s#^postgres:///[^?]*#postgres:///$1#" <<< "$NIGIWAI_TEST_POSTGRES"; }
new_postgres() {
  with_server "DROP DATABASE IF EXISTS run WITH (FORCE)"
  with_server "CREATE DATABASE run TEMPLATE empty"
  address=$(database run)
}

"$program" migrate --db "sqlite:$folder/empty.sqlite"
empty_list=$("$program" plan list --json --db "sqlite:$folder/empty.sqlite")
new_sqlite
started=$(date +%s%N)
"$program" plan load plans --db "$address" > /dev/null
whole_ms=$((($(date +%s%N) - started) / 1000000))
whole_state=$(state_of "$address")
echo "a load left alone takes $whole_ms ms"

for ((i = 1; i <= times; ++i)); do
  new_sqlite
  load_and_kill "$address"
  judge "$i" "$address"
done
echo "SQLite: nothing loaded after $before kills, everything after $after"
if [[ $times -ge 100 && ($before -eq 0 || $after -eq 0) ]]; then complain all "the kills did not meet both states"; fi

with_server "CREATE DATABASE empty TEMPLATE template0 ENCODING 'UTF8'"
"$program" migrate --db "$(database empty)"
before=0 after=0
new_postgres
started=$(date +%s%N)
"$program" plan load plans --db "$address" > /dev/null
whole_ms=$((($(date +%s%N) - started) / 1000000))
for ((i = 1; i <= times / 10; ++i)); do
  new_postgres
  load_and_kill "$address"
  judge "$i" "$address"
done
echo "PostgreSQL: nothing loaded after $before kills, everything after $after"

echo "$passed passed, $failed failed"
[[ $failed -eq 0 && $passed -gt 0 ]]
