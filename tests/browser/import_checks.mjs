// Imports in Chromium: a table is sent, looked at, corrected, taken over and undone, with the keyboard and
// without script, wide and narrow. The server that NIGIWAI_URL names holds the plans and the accounts for practice.
// Closes with "N passed, N failed".
import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {browser, checkAddress, checkRefused, checkShown, freshPage, picturesOf, send, signIn, site} from './desk.mjs';
import {keyboardProblems} from './page_checks.mjs';
import {check, close, expect} from './results.mjs';

const folder = await mkdtemp(join(tmpdir(), 'imports-'));
const header = '羽村市産業振興計画 進捗状況,,,,\n番号,事業名,担当課,令和4年度実績,令和5年度実績,評価\n';
const lines = Array.from({length: 120}, (_, i) =>
  `${i + 1},${i === 7 ? '地域の商店街と連携した空き店舗の活用と起業家の育成に関する支援事業'.repeat(3) : `事業その${i + 1}`},産業課,${i}件,${i + 2}件,${['拡充', '現状継続', '改善（手段変更）'][i % 3]}\n`).join('');

async function file(name, content) {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

await picturesOf('import');
const table = await file('進捗.csv', header + lines);

async function officer() {
  const page = await freshPage();
  await signIn(page, 'demo-planner');
  await checkAddress(page, 'list-none', '/staff/imports');
  await checkAddress(page, 'new', '/staff/imports/new');
  check('the form by keyboard', await keyboardProblems(page));
  await page.click('#new-import button');
  await checkRefused(page, 'new-refused');
  await page.setInputFiles('#new-import-table_file', table);
  await page.focus('#new-import button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=import_begun/);
  const draft = new URL(page.url()).pathname;
  await checkShown(page, 'draft');
  check('the draft by keyboard', await keyboardProblems(page));
  await page.selectOption('[name="meaning.3"]', 'note');
  await page.click('#columns button');
  await page.waitForURL(/done=import_corrected/);
  expect('a correction stays', (await page.inputValue('[name="meaning.3"]')) === 'note');
  await page.fill('[name="year.4"]', '二〇二二');
  await page.click('#columns button');
  expect('what was typed stays', (await page.inputValue('[name="year.4"]')) === '二〇二二');
  await checkRefused(page, 'draft-refused');
  await checkAddress(page, 'draft-page-2', `${draft}?page=2`);
  await page.goto(`${site}${draft}/take`);
  await checkRefused(page, 'take-refused');
  await page.goto(site + draft);
  await send(page, 'plan', {slug: 'hamura', plan_title: '羽村市産業振興計画', from_year: '2022', until_year: '2026'});
  await page.waitForURL(/done=import_corrected/);
  await checkAddress(page, 'take', `${draft}/take`);
  await page.click('#take button');
  await page.waitForURL(/done=import_taken/);
  await checkShown(page, 'taken');
  await page.goto(`${site}/staff/plans/hamura/table`);
  await page.click('.ng-table tbody tr:nth-child(3) td a');
  await page.getByRole('link', {name: '元の表のこのセル'}).click();
  expect('the cell leads to the file', (await page.textContent('mark')) === '2件', await page.textContent('main'));
  await checkShown(page, 'source');

  const corrected = await file('訂正.csv', header + lines.replace(',5件,7件,', ',5件,8件,'));
  await page.goto(site + draft);
  await page.setInputFiles('#again-table_file', corrected);
  await page.click('#again button');
  await page.waitForURL(/done=import_begun/);
  await checkAddress(page, 'differences', `${new URL(page.url()).pathname}/take`);
  expect('one cell differs', (await page.locator('section[aria-labelledby=changes] tbody tr').count()) === 1);
  await page.goto(site + draft);
  await page.click('#undo button');
  await checkRefused(page, 'undo-refused');
  await send(page, 'undo', {reason: '別の年の表だったため。'});
  await page.waitForURL(/done=import_undone/);
  await checkAddress(page, 'list', '/staff/imports');
  await checkAddress(page, 'list-english', '/en/staff/imports');
  await checkAddress(page, 'draft-english', `/en${draft}`);
  await page.context().close();
}

async function withoutScript() {
  const page = await freshPage({javaScriptEnabled: false});
  await signIn(page, 'demo-planner');
  await page.goto(`${site}/staff/imports/new`);
  await page.fill('#new-import-pasted', '番号\t事業名\t令和4年度実績\n1\t空き店舗\t3件\n2\t相談\t40件\n');
  await page.click('#new-import button');
  expect('pasted without script', page.url().includes('done=import_begun'), page.url());
  await page.click('#drop button');
  expect('dropped without script', page.url().includes('done=import_dropped'), page.url());
  await page.context().close();
}

await officer();
await withoutScript();
await browser.close();
close();
