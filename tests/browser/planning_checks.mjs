// The pages of drafts in Chromium, as planners use them: the successor of a plan is made from its predecessor, a line
// is moved and edited by keyboard alone, two people write at once, what was typed and not sent comes back, comments,
// adoption by another person. Empty, refused, with long text, wide and narrow. The server that NIGIWAI_URL names holds
// the accounts for practice. Pictures are left in build/screenshots/. Closes with "N passed, N failed".
import {browser, checkAddress, checkShown, picturesOf, says, signedIn, site} from './desk.mjs';
import {watch, withoutOwnStatus} from './page_checks.mjs';
import {check, close} from './results.mjs';

const draft = '/staff/plans/nerima-2015/draft';
const longTitle = '商店街と個店の魅力を高めるための空き店舗入居促進と回遊性の向上に関する総合的な事業'.repeat(4).slice(0, 190);

async function makeDrafts() {
  const page = await signedIn('demo-planner');
  await checkShown(page, 'start');
  await checkAddress(page, 'drafts', '/staff/plans');
  await page.fill('#new-slug', '次の計画');
  await page.click('#new button');
  await says(page, 'a slug that cannot be one is refused', '識別名「次の計画」は使えません');
  await checkShown(page, 'drafts-refused');
  await page.fill('#new-slug', 'from-nothing');
  await page.fill('#new-plan_title', longTitle);
  await page.fill('#new-period', '平成27～30年度');
  await page.click('#new button');
  await checkShown(page, 'draft-empty');
  await page.goto(`${site}/staff/plans`);
  await page.fill('#new-slug', 'nerima-2015');
  await page.fill('#new-plan_title', '練馬区商工業振興計画（次期）');
  await page.fill('#new-period', '平成27～30年度');
  await page.selectOption('#new-predecessor', 'nerima-2011');
  await page.click('#new button');
  await page.waitForURL(/nerima-2015\/draft\?done=draft_made/);
  const lines = await page.locator('.ng-draft__line').count();
  check('the tree of the predecessor is carried over', lines >= 51 ? [] : [`${lines} lines`]);
  await checkShown(page, 'draft-carried');
  await page.context().close();
}

const lineCalled = (page, title) => page.locator('.ng-draft__line', {hasText: title}).first();
const idOf = async (line) => (await line.getAttribute('id')).replace('line-', '');

// Tab, arrows and Enter alone, without script: a line is moved, opened, edited and saved.
async function byKeyboardWithoutScript() {
  const page = await signedIn('demo-planner', {javaScriptEnabled: false});
  await page.goto(site + draft);
  const id = await idOf(lineCalled(page, '空き店舗入居促進事業'));
  await page.focus(`#line-${id} button[value="${id}.up"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=line_moved/);
  const focused = await page.evaluate(() => document.activeElement?.value ?? '');
  check('the same button is ready again', focused === `${id}.up` ? [] : [focused]);
  await page.goto(`${site}${draft}/lines/${id}`);
  await page.focus('#line-description');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('区内全域に広げる。');
  await page.focus('#line-indicator_1_label');
  await page.keyboard.type('補助件数');
  await page.keyboard.press('Tab');
  await page.keyboard.type('件');
  await page.focus(`#line-target_1_2015`);
  await page.keyboard.type('12件');
  await page.keyboard.press('Tab');
  await page.keyboard.type('14');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=line_saved/);
  check('edited by keyboard', (await page.inputValue('#line-target_1_2016')) === '14' ? [] : ['the target is lost']);
  await page.context().close();
}

async function linePages() {
  const page = await signedIn('demo-planner');
  await page.goto(site + draft);
  const id = await idOf(lineCalled(page, '空き店舗入居促進事業'));
  await checkAddress(page, 'line', `${draft}/lines/${id}`);
  await page.fill('#line-title', '');
  await page.fill('#line-target_2_2015', '実施');
  await page.fill('#line-money_planned_2015', '-5');
  await page.click('#line > .ng-form__act button');
  await says(page, 'a title is missing', '名称がありません');
  await says(page, 'a target without its indicator', '指標がありません');
  await says(page, 'money below nothing', '0より小さく');
  check('what was typed is there', (await page.inputValue('#line-money_planned_2015')) === '-5' ? [] : ['it is gone']);
  await checkShown(page, 'line-refused');
  await checkAddress(page, 'line-missing', `${draft}/lines/99999`, 404);
  await checkAddress(page, 'draft-missing', '/staff/plans/no-such-draft/draft', 404);
  await page.goto(`${site}${draft}/lines/${id}`);
  await page.fill('#line-title', longTitle);
  await page.click('#line > .ng-form__act button');
  await page.waitForURL(/done=line_saved/);
  await checkShown(page, 'line-long');
  await page.selectOption('#bring_back-version', {index: 0});
  await page.click('#bring_back button');
  await page.waitForURL(/done=line_brought_back/);
  await checkShown(page, 'draft-undo');
  await page.context().close();
}

async function twoAtOnce() {
  const one = await signedIn('demo-planner');
  const other = await signedIn('demo-planner');
  await one.goto(site + draft);
  const id = await idOf(lineCalled(one, '製造業実態調査'));
  for (const page of [one, other]) await page.goto(`${site}${draft}/lines/${id}`);
  await one.fill('#line-title', '製造業実態調査（一人目）');
  await other.fill('#line-title', '製造業実態調査（二人目）');
  await other.fill('#line-funding', '一般財源');
  await one.click('#line > .ng-form__act button');
  await one.waitForURL(/done=line_saved/);
  await other.click('#line > .ng-form__act button');
  await says(other, 'both texts are there: theirs', '一人目');
  await says(other, 'both texts are there: mine', '二人目');
  await checkShown(other, 'conflict');
  await other.check('input[name=take_title][value=edited]');
  await other.fill('#edited-title', '製造業実態調査（二人で）');
  await other.click('#conflict button');
  await other.waitForURL(/done=line_saved/);
  check('the edited text is kept', (await other.inputValue('#line-title')) === '製造業実態調査（二人で）' ? [] : ['no']);
  check('what only one wrote is kept', (await other.inputValue('#line-funding')) === '一般財源' ? [] : ['no']);
  for (const page of [one, other]) await page.context().close();
}

// The window is closed in the middle of typing.
async function unsentComesBack() {
  const page = await signedIn('demo-planner');
  const problems = watch(page, site);
  await page.goto(site + draft);
  const id = await idOf(lineCalled(page, '製造業実態調査'));
  await page.goto(`${site}${draft}/lines/${id}`);
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/account/unsent'));
  await page.fill('#line-description', '閉じてしまった覚え書き');
  const answer = await kept;
  check('the page keeps what is typed', answer.status() === 204 ? [] : [`${answer.status()}`]);
  await page.goto(`${site}${draft}/lines/${id}`);
  await says(page, 'the page says so', '送っていない入力');
  await page.click('main .ng-notice a');
  check('and brings it back', (await page.inputValue('#line-description')) === '閉じてしまった覚え書き' ? [] : ['no']);
  await page.goto(`${site}${draft}/lines/${id}`);
  await page.click('#discard button');
  const shown = await page.textContent('main');
  check('and throws it away', shown.includes('呼び戻す') ? ['still offered'] : []);
  check('policy, console, hosts', withoutOwnStatus(problems, 200));
  await page.context().close();
}

async function pastedRows() {
  const page = await signedIn('demo-planner');
  await checkAddress(page, 'paste', `${draft}/paste`);
  await page.fill('#paste-table', '番号\t事業名\t知らない列\n42\t別の事業\tx');
  await page.click('#paste button');
  await says(page, 'an unknown column is told', '知らない列');
  await says(page, 'a number that was given is told', '番号「42」');
  await checkShown(page, 'paste-refused');
  await page.fill('#paste-table',
    '番号\t事業名\t内容\t担当\t指標\t単位\t目標 平成27年度\n101\t創業塾\t創業者を育てる\t経済課\t修了者\t人\t30\n' +
    '102\t空き店舗見学会\t\t経済課\t\t\t');
  await page.click('#paste button');
  await checkShown(page, 'paste-preview');
  await page.click('#apply button');
  await page.waitForURL(/done=pasted/);
  await says(page, 'pasted rows stand in the tree', '101 創業塾');
  await checkAddress(page, 'compare', `${draft}/compare?from=predecessor`);
  await says(page, 'the comparison names what was added', '102 空き店舗見学会');
  await checkAddress(page, 'compare-refused', `${draft}/compare?from=いつか`, 400);
  await page.context().close();
}

async function reviewAndAdoption() {
  const planner = await signedIn('demo-planner');
  await checkAddress(planner, 'steps', `${draft}/steps`);
  await planner.click('#to_review button');
  await planner.waitForURL(/done=handed_on/);
  const clerk = await signedIn('demo-clerk');
  await clerk.goto(site + draft);
  const id = await idOf(lineCalled(clerk, '101 創業塾'));
  await checkAddress(clerk, 'line-in-review', `${draft}/lines/${id}`);
  await clerk.fill('#comment-comment', '回数も決めてください');
  await clerk.click('#comment button');
  await clerk.waitForURL(/done=comment_written/);
  await planner.goto(`${site}${draft}/lines/${id}`);
  await planner.locator('textarea[id^=answer-]').fill('年2回とします');
  await planner.locator('form[id^=answer-] button').click();
  await planner.waitForURL(/done=comment_answered/);
  await checkShown(planner, 'line-commented');
  await planner.goto(`${site}${draft}/steps`);
  await planner.click('#to_proposed button');
  await planner.waitForURL(/done=handed_on/);
  const manager = await signedIn('demo-manager');
  await checkShown(manager, 'start-manager');
  await checkAddress(manager, 'steps-proposed', `${draft}/steps`);
  await manager.fill('#adopt-reason', '審議会の答申を受けて');
  await manager.click('#adopt button');
  await manager.waitForURL(/done=adopted/);
  await checkShown(manager, 'steps-adopted');
  await checkAddress(manager, 'working', '/staff/plans/nerima-2015?year=2015');
  await says(manager, 'the adopted plan names owners and targets', '修了者 30');
  const anybody = await (await browser.newContext()).newPage();
  const answer = await anybody.goto(`${site}/plans/nerima-2015`);
  check('the public does not see it yet', answer.status() === 404 ? [] : [`${answer.status()}`]);
  for (const page of [planner, clerk, manager, anybody]) await page.context().close();
}

await picturesOf('planning');
for (const part of [makeDrafts, byKeyboardWithoutScript, linePages, twoAtOnce, unsentComesBack, pastedRows,
  reviewAndAdoption]) {
  await part().catch((error) => check(`${part.name} can be walked through`, [error.stack]));
}
await browser.close();
close();
