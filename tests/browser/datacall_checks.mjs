// A data call in Chromium: sent by the planner, answered by the corporation by form and by the ward by
// Excel, confirmed, seen on the board; by keyboard, wide and narrow, empty, refused and with long text.
// The server that NIGIWAI_URL names holds the plans and the accounts for practice. Pictures are left in
// build/screenshots/. Closes with "N passed, N failed".
import {spawnSync} from 'node:child_process';
import {readFile} from 'node:fs/promises';

import {browser, checkShown, freshPage, picturesOf, signedIn, site} from './desk.mjs';
import {filled} from './filled_workbook.mjs';
import {keyboardProblems, watch, withoutOwnStatus} from './page_checks.mjs';
import {check, close, expect} from './results.mjs';

const longText = '練馬区役所産業経済部商工観光課商工係による長い実績の記載'.repeat(8);

let call = '';
const sheet = (number) => `${call}/sheets/${number}`;

async function plannerSends() {
  const page = await signedIn('demo-planner');
  await page.goto(`${site}/staff/data-calls`);
  await checkShown(page, 'calls-none');
  await page.goto(`${site}/staff/data-calls/new`);
  await page.click('#new-call button');
  await checkShown(page, 'new-refused');
  await page.selectOption('#new-call-plan', 'nerima-2011');
  await page.fill('#new-call-fiscal_year', '2014');
  await page.fill('#new-call-title', `平成26年度実績の照会 ${longText}`.slice(0, 120));
  await page.fill('#new-call-due-year', String(new Date().getFullYear() + 1));
  await page.fill('#new-call-due-month', '5');
  await page.fill('#new-call-due-day', '20');
  await page.fill('#new-call-message', '期限までに回答してください。\n不明な点は計画担当へ。');
  await page.click('#new-call button');
  await checkShown(page, 'new-preview');
  await page.click('#open-call button');
  call = new URL(page.url()).pathname;
  await checkShown(page, 'board-sent');
  await page.goto(site + sheet(1));
  await checkShown(page, 'sheet-planner');
  await page.click('#link button');
  await checkShown(page, 'sheet-link');
  const link = await page.textContent('.ng-link-once');
  await page.context().close();
  return link.trim();
}

async function corporationAnswersByForm() {
  const page = await signedIn('demo-corporation');
  await checkShown(page, 'start-corporation');
  await page.goto(site + call);
  const owners = await page.$$eval('tbody th a', (links) => links.map((link) => link.textContent));
  expect('the corporation sees its own sheet alone', owners.length === 1 && owners[0] === '産業振興公社', owners.join());
  const other = await page.goto(site + sheet(1));
  expect('the sheet of the ward is refused', other.status() === 403, String(other.status()));
  await page.goto(site + sheet(2));
  await checkShown(page, 'sheet-open');
  await page.click('tbody th a');
  await checkShown(page, 'row-open');
  await page.click('#answer button');
  await checkShown(page, 'row-refused');
  await page.fill('#answer-text', longText.slice(0, 200));
  await page.fill('#answer-note', longText.slice(0, 200));
  await page.click('#answer button');
  await checkShown(page, 'row-answered');
  check('a line: by keyboard alone', await keyboardProblems(page));
  await page.context().close();
}

async function wardAnswersByExcel() {
  const page = await signedIn('demo-clerk');
  await page.goto(site + sheet(1));
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="/sheet.xlsx"]')]);
  const bytes = await readFile(await download.path());
  await page.goto(`${site}${sheet(1)}/excel`);
  await checkShown(page, 'excel');
  const send = async (name, content) => {
    await page.setInputFiles('#filled-file', {name, mimeType: 'application/octet-stream', buffer: content});
    await page.click('#filled button');
  };
  await send('memo.xlsx', Buffer.from('no workbook'));
  await checkShown(page, 'excel-refused');
  await send('answers.xlsx', filled(bytes, {F7: '出展 ２０団体', G8: 'わからない'}));
  await checkShown(page, 'excel-problem');
  await send('answers.xlsx', filled(bytes, {F7: '出展 ２０団体', F8: '5回', I8: '１，２３４，０００', G9: '未集計'}));
  await checkShown(page, 'excel-preview');
  const changes = await page.$$eval('tbody tr', (rows) => rows.length);
  expect('every cell that changes is shown', changes === 4, `${changes} instead of 4`);
  await page.click('#apply button');
  const stored = await page.textContent('main .ng-notice[data-kind=done]');
  expect('the answers of the file are stored', stored.includes('Excelの回答を保存しました'), stored);
  await page.context().close();
}

async function somebodyAnswersByLink(link) {
  const page = await freshPage();
  await page.goto(link);
  await checkShown(page, 'link-sheet');
  await page.click('tbody tr:nth-child(10) th a');
  await page.fill('#answer-name', '商店会長');
  await page.fill('#answer-text', '3件');
  await page.click('#answer button');
  await checkShown(page, 'link-answered');
  const cookies = await page.context().cookies();
  expect('a link needs no cookie', cookies.length === 0, JSON.stringify(cookies));
  await page.context().close();
}

// The chief confirms by Tab, Space and Enter, without script.
async function chiefConfirmsByKeyboard() {
  const page = await signedIn('demo-corporation-chief', {javaScriptEnabled: false});
  await page.goto(`${site}${sheet(2)}/confirm`);
  await page.focus('#sign-line-1');
  await page.keyboard.press('Space');
  await page.focus('button[value=sign]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=confirmed/);
  check('confirmed by keyboard, without script', []);
  await page.context().close();
  const ward = await signedIn('demo-chief');
  await ward.goto(`${site}${sheet(1)}/confirm`);
  await ward.click('button[value=return]');
  await checkShown(ward, 'confirm-refused');
  await ward.goto(`${site}${sheet(1)}/confirm`);
  await ward.check('#sign-line-1');
  await ward.check('#sign-line-2');
  await checkShown(ward, 'confirm');
  await ward.click('button[value=sign]');
  await checkShown(ward, 'confirm-done');
  await ward.context().close();
}

async function boardShowsAll() {
  const page = await signedIn('demo-planner');
  await page.goto(site + call);
  await checkShown(page, 'board');
  const table = await page.textContent('tbody');
  expect('the board shows answers and confirmations', table.includes('4／48件') && table.includes('2／48件') &&
    table.includes('1／11件'), table);
  await page.goto(`${site}${sheet(1)}/check`);
  await checkShown(page, 'check');
  await page.goto(`${site}/en${call}`);
  await checkShown(page, 'board-en');
  await page.context().close();
}

// An approved value is asked to be corrected, reopened by another person and answered again.
async function valueIsCorrected() {
  const planner = await signedIn('demo-planner');
  const sign = async (page, end) => {
    await page.goto(`${site}${sheet(1)}/${end}`);
    await page.check('#sign-line-1');
    await page.click('button[value=sign]');
  };
  await sign(planner, 'check');
  const manager = await signedIn('demo-manager');
  await manager.goto(`${site}${sheet(1)}/approve`);
  const row = await manager.getAttribute('a[href*="/rows/"]', 'href');
  await sign(manager, 'approve');
  await manager.context().close();
  const clerk = await signedIn('demo-clerk');
  await clerk.goto(site + row);
  await checkShown(clerk, 'row-approved');
  await clerk.click('#correction button');
  await checkShown(clerk, 'correction-refused');
  await clerk.fill('#correction-correction_reason', longText);
  await clerk.click('#correction button');
  await checkShown(clerk, 'correction-asked');
  await planner.goto(site + call);
  await checkShown(planner, 'board-correction');
  await planner.goto(site + row);
  await planner.selectOption('#settle-settle_as', 'declined');
  await planner.click('#settle button');
  await checkShown(planner, 'settle-refused');
  await planner.selectOption('#settle-settle_as', 'reopened');
  await planner.click('#settle button');
  check('settling: by keyboard alone', await keyboardProblems(planner));
  await clerk.goto(site + row);
  await clerk.fill('#answer-text', '出展 ２１団体');
  await clerk.click('#answer button');
  await checkShown(clerk, 'row-corrected');
  const shown = await clerk.textContent('main');
  expect('what changed stands beside the earlier value', shown.includes('→ 出展 ２１団体'), shown);
  await clerk.context().close();
  await planner.goto(`${site}/staff/settled-years`);
  await checkShown(planner, 'settled-none');
  await planner.click('#settle button');
  await checkShown(planner, 'settled-refused');
  const day = {settled_year: '2014', 'council_on-year': '2015', 'council_on-month': '9', 'council_on-day': '25', settle_reason: '認定第1号'};
  for (const [name, value] of Object.entries(day)) await planner.fill(`#settle-${name}`, value);
  await planner.click('#settle button');
  await checkShown(planner, 'settled');
  await planner.goto(site + call);
  await checkShown(planner, 'board-settled');
  await planner.context().close();
}

// A call that is due today: the program prepares what is to be sent (at the start of a day; here the
// command does it).
async function remindersAreToBeSent() {
  const planner = await signedIn('demo-planner');
  const today = new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10);
  const made = spawnSync(process.env.NIGIWAI_PROGRAM, ['datacall', 'open', '--plan', 'nerima-2011', '--year', '2013', '--title',
    '今日が期限の照会', '--due', today, '--municipality', '131202', '--db', process.env.NIGIWAI_SERVED, '--clock', '2026-01-05T09:00'], {encoding: 'utf8'});
  expect('a call is opened at the command line', made.status === 0, made.stderr);
  const told = spawnSync(process.env.NIGIWAI_PROGRAM, ['datacall', 'remind', '--municipality', '131202', '--db', process.env.NIGIWAI_SERVED],
    {encoding: 'utf8'});
  expect('what is to be sent is told', told.status === 0 && told.stdout.includes(`${today}\tdue`), told.stdout + told.stderr);
  await planner.goto(`${site}/staff`);
  await checkShown(planner, 'start-reminders');
  await planner.goto(`${site}/staff/data-calls/${made.stderr.match(/\d{6,}/)[0]}`);
  await checkShown(planner, 'board-reminders');
  await planner.click('form[id^=notice-sent] button');
  const done = await planner.textContent('main .ng-notice[data-kind=done]');
  expect('a reminder that was sent is recorded', done.includes('督促を記録しました'), done);
  await planner.context().close();
}

async function policy() {
  const page = await signedIn('demo-planner');
  const problems = watch(page, site);
  for (const address of ['/staff/data-calls', call, sheet(1), `${sheet(1)}/check`]) await page.goto(site + address);
  check('policy, console, hosts', withoutOwnStatus(problems, 200));
  await page.context().close();
}

await picturesOf('datacall');
let link = '';
for (const part of [plannerSends, corporationAnswersByForm, wardAnswersByExcel, () => somebodyAnswersByLink(link),
  chiefConfirmsByKeyboard, boardShowsAll, valueIsCorrected,
  remindersAreToBeSent, policy]) {
  const answer = await part().catch((error) => check(`${part.name} can be walked through`, [error.message]));
  if (typeof answer === 'string') link = answer;
}
await browser.close();
close();
