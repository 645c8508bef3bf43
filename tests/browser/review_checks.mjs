// Reviews and papers on their way in Chromium: empty, refused, full, wide and narrow, on paper; a review
// from its rule to its decision by two persons, the many-row form by keyboard alone and without script. The
// server that NIGIWAI_URL names holds the accounts for practice. Closes with "N passed, N failed".
import {browser, site, freshPage, signIn,
  checkShown, checkAddress, send, checkRefused, picturesOf} from './desk.mjs';
import {keyboardProblems, paperProblems} from './page_checks.mjs';
import {check, close} from './results.mjs';

const review = '/staff/reviews/nerima-2018/2019';
const longReason = '目標の地域数に達し、商店街の取組みも続いているが、担い手の高齢化が進んでいる。'.repeat(4);

async function signedIn(login, options = {bypassCSP: true}) {
  const page = await freshPage(options);
  await signIn(page, login);
  await page.waitForURL(`${site}/staff`);
  return page;
}

const says = async (page, name, text) => {
  const shown = await page.textContent('main');
  check(name, shown.includes(text) ? [] : [`no ${text}`]);
};

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

// The rest of the lines by two persons, then the paper goes its way.
async function paperGoesItsWay() {
  const planner = await signedIn('demo-planner');
  const fill = async (page, end) => {
    await page.goto(`${site}${review}/${end}`);
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
for (const part of [plannerOpens, plannerRatesByKeyboard, managerDecides, paperGoesItsWay]) {
  await part().catch((error) => check(`${part.name} can be walked through`, [error.message]));
}
await browser.close();
close();
