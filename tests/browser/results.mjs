// Counts what was checked, says at once what is wrong, and closes with "N passed, N failed".

let passed = 0;
const failures = [];

// `problems` are sentences; none of them means that the check passed.
export function check(title, problems) {
  if (problems.length === 0) {
    passed += 1;
    return;
  }
  failures.push(title);
  console.log(`FAILED ${title}`);
  for (const problem of problems.slice(0, 12)) console.log(`  ${problem}`);
  if (problems.length > 12) console.log(`  … and ${problems.length - 12} more`);
}

export function expect(title, holds, otherwise = 'no') {
  check(title, holds ? [] : [otherwise]);
}

export function close() {
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
}
