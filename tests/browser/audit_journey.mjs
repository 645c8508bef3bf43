// An auditor in Chromium, in the practice town: from a figure of the table to one payment with its working in three
// clicks; from the figure to a random sample, record by record to the conclusion and the working paper. NIGIWAI_URL
// names a server that holds the town (serve_plans.sh with NIGIWAI_TOWN). Closes with "N passed, N failed".
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {browser, checkAddress, checkRefused, checkShown, pictures, picturesOf, says, send, signedIn, site} from './desk.mjs';
import {keyboardProblems} from './page_checks.mjs';
import {check, close} from './results.mjs';

const program = process.env.NIGIWAI_PROGRAM ?? `${process.cwd()}/build/release/src/app/nigiwai`;
const database = process.env.NIGIWAI_SERVED;
const town = '990019';
const plan = 'nerima-2011-practice';

// Must show: 949,888,008 yen, down to one of its payments with its working in three clicks.
async function threeClicks() {
  const page = await signedIn('demo-auditor', {of: town, javaScriptEnabled: false});
  await page.goto(`${site}/staff/plans/${plan}/table`);
  let clicks = 0;
  const click = async (place) => {
    await page.locator(place).first().click();
    clicks += 1;
  };
  await click('a:has-text("949,888,008円")');
  await says(page, 'the cell', '949,888,008円');
  await click(`a[href*="/rows/13/figures/interest/2011"]`);
  await click('tbody th a');
  check('three clicks', clicks === 3 ? [] : [`${clicks} clicks`]);
  await says(page, 'one payment with its working', '利子補給計算書（練習用）', '積数', '円未満切捨て', '確認');
  const working = await page.textContent('.ng-typed');
  check('the formula has its numbers', /[0-9,]+円/.test(working) && working.includes('365') ? [] : [working]);
  await page.context().close();
}

async function drawn(page) {
  await checkAddress(page, 'samples-empty', '/staff/samples');
  await page.goto(`${site}/staff/plans/${plan}/rows/13/figures/interest/2011`);
  await page.click('a:has-text("標本を抽出する")');
  await checkShown(page, 'draw');
  check('draw: by keyboard', await keyboardProblems(page));
  await send(page, 'draw', {title: '', size: 'たくさん', seed: 'さいころ'});
  await checkRefused(page, 'draw-nothing');
  await send(page, 'draw', {title: '平成23年度利子補給の監査', method: 'by_month', size: '999999', seed: '31415926'});
  await checkRefused(page, 'draw-too-many');
  check('what was typed stays', await page.inputValue('#draw-seed') === '31415926' ? [] : ['the seed is gone']);
  await send(page, 'draw', {size: '3'});
  await page.waitForURL(/staff\/samples\/\d+/);
  await says(page, 'drawn', '標本を抽出しました', '31415926', '層化無作為抽出', '949,888,008円', '残り3件');
  await checkShown(page, 'sample');
  await page.emulateMedia({media: 'print'});
  await page.screenshot({path: `${pictures}audit-sample-print.png`, fullPage: true});
  await page.emulateMedia({media: null});
  return new URL(page.url()).pathname;
}

// The exported list and sha256sum alone give the same records.
async function redrawn(page, sample) {
  const csv = Buffer.from(await page.evaluate(async (address) => {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    return [...bytes];
  }, `${sample}/population.csv`));
  const lines = csv.toString('utf8').replace(/^\ufeff/, '').trim().split('\r\n').map((line) => line.split(','));
  const wanted = lines.slice(1).filter((line) => line[6] === '1').map((line) => line[0]).sort();
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  writeFileSync(join(folder, 'population.csv'), csv);
  const said = execFileSync(program, ['audit', 'redraw', join(folder, 'population.csv'), '--seed', '31415926', '--size', '3',
    '--stratified']).toString().trim().split('\n').sort();
  rmSync(folder, {recursive: true});
  check('drawn again from the list alone', said.join() === wanted.join() ? [] : [`${said} instead of ${wanted}`]);
  const one = lines.find((line) => line[6] === '1');
  const hash = execFileSync('sha256sum', {input: `31415926:${one[0]}`}).toString().slice(0, 64);
  check('a ticket is what sha256sum says', hash === one[5] ? [] : [`${hash} instead of ${one[5]}`]);
}

async function lookedAt(page, sample) {
  await page.goto(site + sample);
  await page.click('a:has-text("次の記録を確かめる")');
  await says(page, 'item', '利子補給計算書（練習用）', '記録番号', '計上額');
  await checkShown(page, 'item');
  check('item: by keyboard', await keyboardProblems(page));
  await page.click('#finding button');
  await checkRefused(page, 'item-nothing');
  await page.selectOption('#finding-verdict', 'exception');
  await page.check('[name="seen[]"][value=working]');
  await page.click('#finding button');
  await checkRefused(page, 'item-without-reason');
  check('what was ticked stays', await page.isChecked('[name="seen[]"][value=working]') ? [] : ['it is gone']);
  await page.fill('#finding-note', '償還予定表の写しがない。'.repeat(20));
  await page.click('#finding button');
  for (let i = 0; i < 2; i += 1) {
    await says(page, `saved ${i}`, '結果を保存しました');
    await page.selectOption('#finding-verdict', 'verified');
    for (const seen of ['deed', 'history', 'confirmation', 'working']) await page.check(`[name="seen[]"][value=${seen}]`);
    await page.click('#finding button');
  }
  await says(page, 'all looked at', '一致2件・指摘1件・残り0件');
  await checkShown(page, 'sample-seen');
  await send(page, 'conclude', {conclusion: '抽出した3件のうち1件に書類の不足がある。金額に誤りはない。'});
  await says(page, 'concluded', '監査を終えました', '監査済み');
  await checkShown(page, 'concluded');
  await checkAddress(page, 'item-concluded', `${sample}/items/1`);
  await checkAddress(page, 'item-unknown', `${sample}/items/4`, 404);
  await checkAddress(page, 'samples', '/staff/samples');
  await checkAddress(page, 'samples-english', '/en/staff/samples');
  await checkAddress(page, 'sample-english', `/en${sample}`);
}

async function paper(page, sample) {
  for (const [ending, begins] of [['pdf', '%PDF'], ['xlsx', 'PK'], ['csv', '\u00ef\u00bb\u00bf']]) {
    const bytes = Buffer.from(await page.evaluate(async (address) =>
      [...new Uint8Array(await (await fetch(address)).arrayBuffer())], `${sample}/paper.${ending}`));
    check(`paper.${ending}`, bytes.toString('latin1').startsWith(begins) ? [] : [bytes.subarray(0, 40).toString()]);
    if (ending !== 'pdf') continue;
    writeFileSync(`${pictures}audit-paper.pdf`, bytes);
    const text = execFileSync('pdftotext', ['-layout', `${pictures}audit-paper.pdf`, '-']).toString();
    check('the paper says it all', ['監査調書', '31415926', '949,888,008円', '償還予定表', '結論'].filter((word) => !text.includes(word)));
    execFileSync('pdftoppm', ['-r', '60', '-png', `${pictures}audit-paper.pdf`, `${pictures}audit-paper`]);
  }
}

async function others(sample) {
  const page = await signedIn('demo-planner', {of: town});
  for (const address of [sample, `${sample}/items/1`, `${sample}/paper.pdf`, '/staff/samples']) {
    const answer = await page.goto(site + address);
    check(`a planner at ${address}`, answer.status() === 403 ? [] : [`${answer.status()}`]);
  }
  await page.goto(`${site}/staff/plans/${plan}/rows/13/figures/interest/2011`);
  check('no way there for a planner', await page.locator('a:has-text("標本を抽出する")').count() === 0 ? [] : ['a link']);
  await page.context().close();
}

await picturesOf('audit');
await threeClicks();
const page = await signedIn('demo-auditor', {of: town});
const sample = await drawn(page);
await redrawn(page, sample);
await lookedAt(page, sample);
await paper(page, sample);
await others(sample);
await page.goto(`${site}/staff/history`);
await says(page, 'what was looked at is in the history', '標本');
await page.context().close();
const findings = JSON.parse(execFileSync(program, ['verify', '--db', database, '--json']).toString()).findings;
check('verify is clean', findings.map((finding) => JSON.stringify(finding)));
await browser.close();
close();
