// Confirming and releasing in Chromium: what waits, by keyboard alone and without script, a sample before many,
// a correction as a pair, a release with its preview, the public figures with what is kept back, a withdrawal;
// empty, refused and full, wide and narrow. Closes with "N passed, N failed".
import {execFileSync} from 'node:child_process';

import {browser, checkAddress, checkRefused, checkShown, freshPage, picturesOf, says, send, signedIn, site} from './desk.mjs';
import {keyboardProblems} from './page_checks.mjs';
import {check, close} from './results.mjs';

const program = process.env.NIGIWAI_PROGRAM ?? `${process.cwd()}/build/release/src/app/nigiwai`;
const database = process.env.NIGIWAI_SERVED;

// Records come by the command line, from a person who signs in nowhere here.
function record(programme, kind, day, more) {
  return execFileSync(program, ['record', 'add', '--municipality', '131202', '--programme', programme, '--kind', kind,
    '--on', day, '--by', '9017', '--post', 'clerk', '--body', 'ward', '--db', database, ...more]).toString()
    .split('\n').find((line) => /^\d+$/.test(line));
}

async function nothingWaits() {
  const page = await signedIn('demo-chief');
  await checkAddress(page, 'confirmations-empty', '/staff/confirmations');
  await says(page, 'nothing waits', '確認を待っている実績はありません');
  await checkAddress(page, 'releases-not-theirs', '/staff/releases', 403);
  await page.context().close();
}

async function chiefConfirms(fair) {
  const page = await signedIn('demo-chief');
  await says(page, 'the start page counts', '件が確認待ち');
  await checkAddress(page, 'confirmations', '/staff/confirmations');
  check('confirmations: by keyboard', await keyboardProblems(page));
  await page.click('a[href*="craft-fair-support"]');
  await checkShown(page, 'confirm-one');
  await page.click('button[value=confirm]');
  await checkRefused(page, 'confirm-nothing');
  await page.check(`[name="record[]"][value="${fair}"]`);
  await page.click('button[value=send_back]');
  await checkRefused(page, 'send-back-without-reason');
  check('what was chosen is still chosen',
    await page.isChecked(`[name="record[]"][value="${fair}"]`) ? [] : ['lost']);
  await page.fill('[name=reason]', '来場者数の数え方を書いてください');
  await page.click('button[value=send_back]');
  await says(page, 'sent back', '差し戻しました');
  await says(page, 'the reason is shown', '数え方');
  await checkShown(page, 'sent-back');
  await page.context().close();
}

// Tab and space alone, without script.
async function chiefConfirmsByKeyboard(fair) {
  const page = await signedIn('demo-chief', {javaScriptEnabled: false});
  await page.goto(`${site}/staff/confirmations?programme=craft-fair-support&kind=event_held&year=2011&month=2011-05`);
  await page.focus(`[name="record[]"][value="${fair}"]`);
  await page.keyboard.press('Space');
  await page.focus('button[value=confirm]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=records_confirmed/);
  await says(page, 'confirmed by keyboard', '実績を確認しました');
  await page.context().close();
}

async function chiefConfirmsMany() {
  const page = await signedIn('demo-chief');
  await page.goto(`${site}/staff/confirmations?programme=commerce-industry-advice&kind=consultation_held&year=2011&month=2011-05`);
  await page.check('[name=all]');
  await page.click('button[value=confirm]');
  await says(page, 'a sample is shown first', '件を確認する前に');
  check('the sample is open', await page.locator('details[open]').count() >= 6 ? [] : ['closed']);
  await checkShown(page, 'sample');
  await page.click('#sample button');
  await page.waitForURL(/done=records_confirmed/);
  await page.context().close();
}

async function plannerReleases() {
  const page = await signedIn('demo-planner');
  await checkAddress(page, 'releases-empty', '/staff/releases');
  await checkAddress(page, 'release-new', '/staff/releases/new');
  await send(page, 'release', {plan: 'nerima-2011', kind: 'publication', release_name: '昨日の公表',
    'effective-year': '2011', 'effective-month': '6', 'effective-day': '1', time: '10:00'});
  await checkRefused(page, 'release-past');
  await send(page, 'release', {release_name: '平成23年度の途中経過', 'effective-year': '', 'effective-month': '', 'effective-day': '', time: ''});
  await says(page, 'the preview says the new value', '4,700人');
  await checkShown(page, 'release-preview');
  await page.click('form#release button');
  await page.waitForURL(/done=released/);
  await checkShown(page, 'releases');
  await page.context().close();
}

async function everybodyReads() {
  const page = await freshPage();
  await checkAddress(page, 'figures', '/plans/nerima-2011/figures');
  await says(page, 'the figure is public', '4,700人');
  await says(page, 'small numbers are kept back', 'x：');
  await checkAddress(page, 'figure', '/plans/nerima-2011/rows/1/figures/visitors');
  await checkAddress(page, 'figure-months', '/plans/nerima-2011/rows/17/figures/consultations');
  await checkAddress(page, 'row-released', '/plans/nerima-2011/rows/1');
  await checkAddress(page, 'table-released', '/plans/nerima-2011/table');
  await checkAddress(page, 'figures-none', '/plans/nerima-2018/figures');
  await checkAddress(page, 'figure-unknown', '/plans/nerima-2011/rows/1/figures/nothing', 404);
  await checkAddress(page, 'figures-en', '/en/plans/nerima-2011/figures');
  await page.context().close();
}

async function plannerWithdraws() {
  const page = await signedIn('demo-planner');
  await page.goto(`${site}/staff/releases`);
  await page.click('summary');
  await page.click('details[open] form button');
  await checkRefused(page, 'withdraw-without-reason');
  await page.goto(`${site}/staff/releases`);
  await page.click('summary');
  await page.fill('[name=withdrawal_reason]', '会場を数え直すため。'.repeat(8));
  await page.click('details[open] form button');
  await page.waitForURL(/done=withdrawn/);
  await checkShown(page, 'releases-withdrawn');
  await page.goto(`${site}/plans/nerima-2011/figures`);
  await says(page, 'the public reads why', '取り下げました');
  await checkShown(page, 'figures-withdrawn');
  await page.context().close();
}

await picturesOf('release');
await nothingWaits();
const fair = record('craft-fair-support', 'event_held', '2011-05-28', ['--people', '4700']);
for (let i = 0; i < 24; ++i) record('commerce-industry-advice', 'consultation_held', `2011-05-${10 + i % 9}`, []);
const grant = record('vacant-shop-entry', 'grant_paid', '2011-05-20', ['--yen', '500000']);
execFileSync(program, ['record', 'confirm', grant, '--municipality', '131202', '--db', database]);
for (const part of [chiefConfirms, chiefConfirmsByKeyboard, chiefConfirmsMany, plannerReleases, everybodyReads,
  plannerWithdraws]) {
  await part(fair).catch((error) => check(`${part.name} can be walked through`, [error.message]));
}
await browser.close();
close();
