#!/bin/bash
# Runs every fuzzer of build/fuzz for the seconds given, two at a time, from its kept corpus in
# tests/corpus/. What a run finds new stays in build/fuzz/found/; an input that breaks the program
# is left in build/fuzz/broken/ and belongs into tests/corpus/ with the repair.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=$1

run_fuzzer() {
  local program=$1 name corpus
  name=$(basename "$program")
  corpus=tests/corpus/${name%_fuzz}
  mkdir -p "build/fuzz/found/$name" build/fuzz/broken
  [[ -d $corpus ]] || { echo "$name has no kept corpus $corpus" >&2; return 1; }
  "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/broken/$name-" "build/fuzz/found/$name" "$corpus" \
    > "build/fuzz/$name.log" 2>&1
}

mapfile -t programs < build/fuzz/fuzzers.txt
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
      tail -n 40 "build/fuzz/$name.log" 2> /dev/null || true
    fi
  done
done
echo "$passed passed, $failed failed"
[[ $failed -eq 0 && $passed -gt 0 ]]
