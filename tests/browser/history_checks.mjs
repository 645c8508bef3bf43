// The pages of history in Chromium: what the auditor finds, one deed whole, the review list marked by
// keyboard without script, and what is past its years; empty, refused, wide and narrow. The server that
// NIGIWAI_URL names holds the accounts for practice. Closes with "N passed, N failed".
import {browser, site, freshPage, signIn,
  checkShown, checkAddress, send, checkRefused, picturesOf} from './desk.mjs';
import {keyboardProblems, paperProblems} from './page_checks.mjs';
import {check, close} from './results.mjs';

// Somebody looks, is refused, changes something: what the auditor will find.
async function leaveTraces() {
  const page = await freshPage();
  await signIn(page, 'demo-clerk');
  await page.goto(`${site}/staff/people?text=demo`);
  await page.goto(`${site}/staff/transfer`);
  await page.context().clearCookies();
  await signIn(page, 'demo-administrator');
  await page.goto(`${site}/staff/people?text=demo-clerk`);
  await page.click('main table a');
  await page.click('#unlock button');
  await page.goto(`${site}/staff/units`);
  await send(page, 'unit', {unit: 'toukei', unit_name: '統計係における長い名前の組織'.repeat(4)});
  await page.context().close();
}

async function auditorPages() {
  const page = await freshPage();
  await signIn(page, 'demo-auditor');
  await checkShown(page, 'start');
  await checkAddress(page, 'trail', '/staff/history');
  await checkAddress(page, 'trail-en', '/en/staff/history');
  await checkAddress(page, 'trail-none', '/staff/history?kind=staff.nothing');
  await page.goto(`${site}/staff/history?person=${'nobody'.repeat(20)}`);
  await checkRefused(page, 'trail-refused');
  await checkAddress(page, 'trail-person', '/staff/history?person=demo-administrator');
  await page.click('main table tbody th a');
  await checkShown(page, 'deed');
  await checkAddress(page, 'trail-units', '/staff/history?kind=staff.unit_add');
  await page.click('main table tbody th a');
  await checkShown(page, 'deed-changes');
  await page.click('main .ng-facts dd a[href*="/of?"]');
  await checkShown(page, 'deeds-of');
  await checkAddress(page, 'deed-missing', '/staff/history/deeds/1', 404);
  await checkAddress(page, 'deeds-of-nothing', '/staff/history/of');
  await checkAddress(page, 'review', '/staff/history/review');
  await send(page, 'mark', {note: '何も選んでいない'});
  await checkRefused(page, 'review-refused');
  await checkAddress(page, 'review-none', '/staff/history/review?state=seen&reason=erasure');
  await checkAddress(page, 'retention', '/staff/history/retention');
  await page.goto(`${site}/staff/history`);
  check('trail: by keyboard alone', await keyboardProblems(page));
  check('trail: on paper', await paperProblems(page, {width: 1047, height: 718}));
  await page.context().close();
}

// A line is chosen with the space bar and marked with Enter, without script.
async function byKeyboardWithoutScript() {
  const page = await freshPage({javaScriptEnabled: false});
  await signIn(page, 'demo-auditor');
  await page.goto(`${site}/staff/history/review`);
  await page.focus('main table input >> nth=0');
  await page.keyboard.press('Space');
  await page.focus('#mark-note');
  await page.keyboard.type('確かめた');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/staff\/history\/review\?done=marked_seen/);
  await page.goto(`${site}/staff/history/review?state=seen`);
  const shown = await page.textContent('main');
  check('a deed is marked by keyboard, without script', shown.includes('確かめた') ? [] : [shown]);
  await page.context().close();
}

async function fileOfDeeds() {
  const page = await freshPage({acceptDownloads: true});
  await signIn(page, 'demo-auditor');
  await page.goto(`${site}/staff/history`);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('a[href*="history.csv"]')]);
  check('the CSV is a file', file.suggestedFilename() === 'history.csv' ? [] : [file.suggestedFilename()]);
  await page.goto(`${site}/staff/history?kind=staff.export`);
  const shown = await page.textContent('main');
  check('the export is a deed itself', shown.includes('書き出し') ? [] : [shown]);
  await page.context().close();
}

await picturesOf('history');
for (const part of [leaveTraces, auditorPages, byKeyboardWithoutScript, fileOfDeeds]) {
  await part().catch((error) => check(`${part.name} can be walked through`, [error.message]));
}
await browser.close();
close();
