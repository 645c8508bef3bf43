// Reviews and papers on their way in Chromium: empty, refused, full, wide and narrow, on paper; a review
// from its rule to its decision by two persons, the many-row form by keyboard alone and without script. The
// server that NIGIWAI_URL names holds the accounts for practice. Closes with "N passed, N failed".
import {readFile} from 'node:fs/promises';

import {browser, checkAddress, checkRefused, checkShown, picturesOf, says, send, signedIn, site} from './desk.mjs';
import {ownForm} from './filled_workbook.mjs';
import {keyboardProblems, paperProblems} from './page_checks.mjs';
import {check, close} from './results.mjs';

const review = '/staff/reviews/nerima-2018/2019';
const longReason = '目標の地域数に達し、商店街の取組みも続いているが、担い手の高齢化が進んでいる。'.repeat(4);

async function plannerOpens() {
  const page = await signedIn('demo-planner');
  await checkShown(page, 'start-planner');
  await checkAddress(page, 'reviews-empty', '/staff/reviews');
  await send(page, 'begin', {plan: 'nerima-2018', from_year: '2000', to_year: '2019'});
  await checkRefused(page, 'reviews-refused');
  await checkAddress(page, 'rule-none', '/staff/rating-rules/nerima-2018');
  const rule = {name: '練習用の目安', published_year: '平成30', published_month: '4', published_day: '1',
    reference: '評価要領 第3条', grades: 'A 80% 達成\nB 90% おおむね\nC 未達成', non_grades: '－ no_target 目標なし', tolerance: '3%',
    reached: '実施、開催', partly: '開始', missed: ''};
  for (const [name, value] of Object.entries(rule)) await page.fill(`[name=${name}]`, value);
  await page.click('#rule button');
  await checkRefused(page, 'rule-refused');
  await page.fill('[name=grades]', 'A 100% 達成\nB 80% おおむね\nC 未達成');
  await page.click('#rule button');
  await says(page, 'the rule is published', '第1版');
  await checkShown(page, 'rule');
  await page.goto(`${site}/staff/reviews`);
  await send(page, 'begin', {plan: 'nerima-2018', from_year: '2019', to_year: '2019'});
  await says(page, 'a review is open', '3地域');
  await checkShown(page, 'review-open');
  await checkAddress(page, 'rate', `${review}/rate`);
  await page.check('[name="mark.13-5"][value=C]');
  await page.click('#rates button');
  await checkRefused(page, 'rate-refused');
  check('what was chosen is still chosen', await page.isChecked('[name="mark.13-5"][value=C]') ? [] : ['lost']);
  await page.context().close();
}

// Tab to the line, arrow keys to the mark, Tab to the reason, Enter for all; without script.
async function plannerRatesByKeyboard() {
  const page = await signedIn('demo-planner', {javaScriptEnabled: false});
  await page.goto(`${site}${review}/rate`);
  await page.focus('#row-1-none');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type(longReason);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type('目標どおり');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=rated/);
  await says(page, 'two lines are proposed by keyboard, without script', '案 2行');
  await page.context().close();
}

async function managerDecides() {
  const page = await signedIn('demo-manager');
  await checkAddress(page, 'decide', `${review}/decide`);
  const names = await page.$$eval('.ng-rates__marks input[value=A]', (marks) => marks.map((mark) => mark.name));
  for (const name of names) await page.check(`[name="${name}"][value=A]`);
  await page.click('#rates button');
  await page.waitForURL(/done=rated/);
  await says(page, 'another person decides', '決定 2行');
  await checkShown(page, 'review-decided');
  const row = await page.getAttribute('table a', 'href');
  await checkAddress(page, 'row', row);
  check('row: by keyboard alone', await keyboardProblems(page));
  await send(page, 'action', {direction: 'expand', action_text: longReason, owner_body: 'ward'});
  await says(page, 'what comes next is kept', '拡充');
  await checkShown(page, 'row-action');
  await page.click('#action button');
  await checkAddress(page, 'actions', `${review}/actions`);
  await checkAddress(page, 'papers', `${review}/papers`);
  check('papers: on paper', await paperProblems(page, {width: 1047, height: 718}));
  await checkAddress(page, 'sheet', `${row}/sheet`);
  await checkAddress(page, 'gaps', '/staff/reviews/gaps?plan=nerima-2018&year=2019');
  await checkAddress(page, 'missing', '/staff/reviews/nerima-2018/2001', 404);
  await checkAddress(page, 'approvals-empty', '/staff/approvals');
  await page.context().close();
}

// Notes of planning on a line, printed; and the office's own form, with a field nobody knows and without.
async function notesAndOwnForm() {
  const page = await signedIn('demo-planner');
  await page.goto(`${site}${review}`);
  const row = await page.getAttribute('table a', 'href');
  await page.goto(site + row);
  await page.click('#note-planner button');
  await checkRefused(page, 'note-refused');
  await page.fill('#note-planner-note', longReason);
  await page.click('#note-planner button');
  await page.fill('#note-planner-note', `${longReason}\n二行目`);
  await page.click('#note-planner button');
  await page.click('#print-planner button');
  await says(page, 'a note is printed', '評価シートと委員会資料に載せます');
  await checkShown(page, 'row-note');
  await checkAddress(page, 'papers-note', `${review}/papers`);
  await checkAddress(page, 'sheet-note', `${row}/sheet`);
  await checkAddress(page, 'own-form-none', `${review}/own-form`);
  const upload = async (cells) => {
    await page.setInputFiles('#own-form-own_form_file', {name: '様式.xlsx', mimeType: 'application/octet-stream', buffer: ownForm(cells)});
    await page.click('#own-form button');
  };
  await page.click('#own-form button');
  await checkRefused(page, 'own-form-refused');
  await upload(['{{行}}{{番号}}', '{{事業名}}', '{{知らない項目}}']);
  await says(page, 'a field nobody knows is told', '知らない項目');
  await checkShown(page, 'own-form-unknown');
  await upload(['{{行}}{{番号}}', '{{事業名}}', '{{目標:2019}}', '{{備考}}']);
  await checkShown(page, 'own-form-read');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="/filled.xlsx"]')]);
  const bytes = await readFile(await download.path());
  check('the filled form is a workbook', bytes.subarray(0, 2).toString() === 'PK' ? [] : ['no workbook']);
  await page.click('#keep-form button');
  await says(page, 'the form is kept', '次回も使う様式');
  await checkShown(page, 'own-form-kept');
  await page.context().close();
}

// Pages of the many-line form: what was chosen is saved on the way to the next lines, without script.
async function manyLines() {
  const page = await signedIn('demo-planner', {javaScriptEnabled: false});
  await page.goto(`${site}/staff/reviews`);
  await send(page, 'begin', {plan: 'nerima-2018', from_year: '2018', to_year: '2019'});
  await page.goto(`${site}/staff/reviews/nerima-2018/2018-2019/rate`);
  await page.check('#row-3-1');
  await page.fill('#row-3-reason', 'ページを移る前に入力した理由');
  if (await page.locator('button[value=next]').count() > 0) {
    await page.click('button[value=next]');
    await says(page, 'what was chosen is saved on the way', '保存');
  } else {
    await page.click('button[value=filter]');
  }
  await page.check('#filter-unrated');
  await page.selectOption('#filter-size', '50');
  await page.click('button[value=filter]');
  const left = await page.textContent('main');
  check('the line that has a mark is gone from the unrated ones', left.includes('ページを移る前') ? ['still there'] : []);
  await page.context().close();
  const shown = await signedIn('demo-planner');
  await checkAddress(shown, 'rate-page', '/staff/reviews/nerima-2018/2018-2019/rate');
  await checkAddress(shown, 'rate-none', '/staff/reviews/nerima-2018/2018-2019/rate?owner=nobody');
  await shown.context().close();
}

// The rest of the lines by two persons, then the paper goes its way.
async function paperGoesItsWay() {
  const planner = await signedIn('demo-planner');
  const fill = async (page, end) => {
    await page.goto(`${site}${review}/${end}?size=100`);
    const names = await page.$$eval('.ng-rates__marks input[value=A]', (marks) => marks.map((mark) => mark.name));
    for (const name of names) {
      await page.check(`[name="${name}"][value=A]`);
      await page.fill(`[name="${name.replace('mark.', 'reason.')}"]`, '確認した');
    }
    await page.click('#rates button');
    await page.waitForURL(/done=rated/);
  };
  await fill(planner, 'rate');
  const manager = await signedIn('demo-manager');
  await fill(manager, 'decide');
  await planner.goto(`${site}${review}`);
  await send(planner, 'approval', {co_sign: 'manager', decide: 'director'});
  await planner.waitForURL(/\/staff\/approvals\/\d+/);
  const paper = planner.url().replace(site, '').replace(/\?.*/, '');
  await checkShown(planner, 'approval-open');
  await manager.goto(`${site}/staff/approvals`);
  await checkShown(manager, 'approvals-waiting');
  await manager.goto(site + paper);
  await manager.click('#back button');
  await checkRefused(manager, 'approval-refused');
  await send(manager, 'sign', {comment: '異議なし'});
  await manager.waitForURL(/done=signed/);
  const director = await signedIn('demo-director');
  await director.goto(site + paper);
  await send(director, 'sign', {});
  await says(director, 'the paper is decided', '決裁済み');
  await checkShown(director, 'approval-done');
  check('approval: on paper', await paperProblems(director, {width: 718, height: 1047}));
  await planner.goto(`${site}${review}`);
  await planner.click('#close button');
  await says(planner, 'the review is closed', '終了');
  await checkShown(planner, 'review-closed');
  for (const page of [planner, manager, director]) await page.context().close();
}

await picturesOf('review');
for (const part of [plannerOpens, plannerRatesByKeyboard, managerDecides, notesAndOwnForm, manyLines, paperGoesItsWay]) {
  await part().catch((error) => check(`${part.name} can be walked through`, [error.message]));
}
await browser.close();
close();
