#!/bin/bash
# Runs every fuzzer of build/asan, two at a time, from its kept corpus in tests/corpus/: fuzz.sh short
# is the same walk every time (seed, number of inputs and addresses are fixed; for make test), fuzz.sh
# SECONDS another one every time (for make proof). What a long run finds new stays in
# build/fuzz/found/; an input that breaks the program is left in build/fuzz/broken/ and belongs into
# tests/corpus/ with the repair.
set -euo pipefail
cd "$(dirname "$0")/.."
how=$1

# The inputs of a short walk: about 25 seconds on two cores. The time beside it only bounds it.
declare -A short_inputs=([quantity_fuzz]=50000 [http_escape_fuzz]=1000000 [plan_file_fuzz]=60000)
short_inputs_of_others=20000
short_seconds_max=60

# libFuzzer's dictionary takes in pointers, so the walk is the same only at the same addresses. Some
# containers forbid asking for them; then the seed alone has to do.
same_addresses=()
if [[ $how == short ]]; then
  if setarch --addr-no-randomize true 2> /dev/null; then
    same_addresses=(setarch --addr-no-randomize)
  else
    echo "addresses cannot be fixed here: the walk may differ from one run to the next"
  fi
fi

run_fuzzer() {
  local program=$1 name corpus found options
  name=$(basename "$program")
  corpus=tests/corpus/${name%_fuzz}
  [[ -d $corpus ]] || { echo "$name has no kept corpus $corpus" >&2; return 1; }
  if [[ $how == short ]]; then
    found=build/fuzz/short/$name
    rm -rf "$found"
    # In the order of their names, which a folder does not keep from one machine to the next.
    find "$corpus" -type f | LC_ALL=C sort | paste -sd, > "build/fuzz/$name.inputs"
    options=(-seed=1 -runs="${short_inputs[$name]:-$short_inputs_of_others}"
      -max_total_time="$short_seconds_max" -seed_inputs=@"build/fuzz/$name.inputs" "$found")
  else
    found=build/fuzz/found/$name
    options=(-max_total_time="$how" "$found" "$corpus")
  fi
  mkdir -p "$found" build/fuzz/broken
  "${same_addresses[@]}" "$program" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/broken/$name-" "${options[@]}" > "build/fuzz/$name.log" 2>&1
}

# What broke comes first, so that a log that is cut still names it.
tell_failure() {
  local log=build/fuzz/$1.log
  grep -aE 'broken:|ERROR:|runtime error:|SUMMARY:|Test unit written|Base64:|ALARM|DONE' "$log" || true
  tail -n 40 "$log" || true
}

mkdir -p build/fuzz
mapfile -t programs < build/asan/fuzzers.txt
passed=0 failed=0
for ((i = 0; i < ${#programs[@]}; i += 2)); do
  started=()
  for program in "${programs[@]:i:2}"; do
    run_fuzzer "$program" &
    started+=("$!:$program")
  done
  for one in "${started[@]}"; do
    name=$(basename "${one#*:}")
    if wait "${one%%:*}"; then
      passed=$((passed + 1))
      echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "build/fuzz/$name.log") inputs, nothing broke"
    else
      failed=$((failed + 1))
      echo "$name failed:"
      tell_failure "$name"
    fi
  done
done
echo "$passed passed, $failed failed"
[[ $failed -eq 0 && $passed -gt 0 ]]
