// same_cells.mjs EXPORTED RETURNED: the CSV files of both folders hold the same cells.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {check, close} from '../browser/results.mjs';

function cellsOf(path) {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '' && rows.at(-1).length === 0) break;
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

const [exported, returned] = process.argv.slice(2);
for (const name of readdirSync(exported)) {
  const before = cellsOf(join(exported, name));
  let problems = [];
  try {
    const after = cellsOf(join(returned, name));
    problems = before.flatMap((row, r) => row.flatMap((cell, c) =>
      cell === (after[r]?.[c] ?? '') ? [] : [`row ${r + 1}, column ${c + 1}: ${cell} came back as ${after[r]?.[c]}`]));
    if (before.length !== after.length) problems.push(`${before.length} rows went, ${after.length} came back`);
  } catch (error) {
    problems = [error.message];
  }
  check(`${name} in LibreOffice`, problems);
}
close();
