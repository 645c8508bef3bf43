// same_cells.mjs FOLDER: what LibreOffice gave back holds the cells that went out. Of tables and long workbooks every
// cell at its place; of the form, which is laid out otherwise than the CSV, every printed text in its column.
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

function differences(before, after) {
  const problems = before.flatMap((row, r) => row.flatMap((cell, c) =>
    cell === (after[r]?.[c] ?? '') ? [] : [`row ${r + 1}, column ${c + 1}: ${cell} came back as ${after[r]?.[c]}`]));
  if (before.length !== after.length) problems.push(`${before.length} rows went, ${after.length} came back`);
  return problems;
}

// The columns of the form by the first line of their heading; its body is what stands below the headings. A cell may
// hold more than the text: what the paper says below it in small letters.
function missingInForm(table, form) {
  const headings = form.findIndex((row) => row[0] === '№');
  if (headings < 0) return ['the form has no line of headings'];
  const columnOf = (header) => form[headings].findIndex((cell) => cell.split('\n')[0] === header);
  const titles = ['№', '事業名'];
  const printed = table[0].filter((header) => titles.includes(header) || table[0].includes(`${header} 種別`));
  return printed.flatMap((header) => {
    const column = columnOf(header);
    if (column < 0) return [`the form has no column ${header}`];
    // A merged cell stands where it begins, which may be some columns to the left.
    const texts = form.slice(headings + 1).map((row) => row.slice(titles.includes(header) ? column : 0, column + 1));
    const wanted = new Set(table.slice(1).map((row) => row[table[0].indexOf(header)]).filter((text) => text !== ''));
    return [...wanted].filter((text) => !texts.some((cells) => cells.some((cell) => cell.includes(text))))
      .map((text) => `${header}: ${text} is not in the form`);
  });
}

function compare(title, problemsOf) {
  let problems;
  try {
    problems = problemsOf();
  } catch (error) {
    problems = [error.message];
  }
  check(title, problems);
}

const folder = process.argv[2];
const files = (name) => readdirSync(join(folder, name));
const cells = (...path) => cellsOf(join(folder, ...path));
for (const name of files('tables')) {
  compare(`${name} in LibreOffice`, () => differences(cells('tables', name), cells('tables_returned', name)));
}
for (const name of files('long')) {
  compare(`${name} out of its workbook`, () => differences(cells('long', name), cells('books_returned', name)));
}
const returned = files('books_returned');
for (const name of files('tables')) {
  const plan = name.replace('.csv', '');
  const form = returned.find((one) => one.startsWith(`${plan}-`) && !one.startsWith(`${plan}-long-`));
  compare(`the form of ${plan} in LibreOffice`, () =>
    missingInForm(cells('tables', name), cells('books_returned', form ?? 'no sheet of the form')));
}
close();
