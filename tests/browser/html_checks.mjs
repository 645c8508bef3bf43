// Every page of the site that NIGIWAI_URL names, in both languages, by two judges of HTML: html-validate and the
// Nu HTML checker (vnu, a Java program). Closes with "N passed, N failed".
import {spawnSync} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {htmlProblems} from './page_checks.mjs';
import {check, close} from './results.mjs';
import {errorPages, everyPageOf, twinOf} from './site_pages.mjs';

const site = process.env.NIGIWAI_URL;
const vnu = new URL('node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url).pathname;

// What vnu says, by file name.
function vnuFindings(folder) {
  const run = spawnSync('java', ['-jar', vnu, '--format', 'json', '--errors-only', folder],
    {encoding: 'utf8', maxBuffer: 1 << 28});
  if (run.error) throw run.error;
  const findings = new Map();
  for (const one of JSON.parse(run.stderr).messages) {
    const file = (one.url ?? '').split('/').pop();
    findings.set(file, [...(findings.get(file) ?? []), `${one.lastLine}:${one.lastColumn} ${one.message}`]);
  }
  return findings;
}

const errors = errorPages.map(([address]) => address);
const addresses = [...await everyPageOf(site), ...errors, ...errors.map(twinOf)];
const folder = await mkdtemp(join(tmpdir(), 'nigiwai-html-'));
try {
  const files = new Map();
  for (const [i, address] of addresses.entries()) {
    const html = await (await fetch(site + address)).text();
    files.set(`${i}.html`, address);
    await writeFile(join(folder, `${i}.html`), html);
    check(`${address}: html-validate`, await htmlProblems(html));
  }
  const findings = vnuFindings(folder);
  for (const [file, address] of files) check(`${address}: vnu`, findings.get(file) ?? []);
  for (const [file, problems] of findings) if (!files.has(file)) check(`vnu: ${file}`, problems);
  console.log(`${addresses.length} pages`);
} finally {
  await rm(folder, {recursive: true});
}
close();
