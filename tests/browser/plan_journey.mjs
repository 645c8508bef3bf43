// The years of a plan in a real browser, from one generation to the next: what a review of the old plan
// decides to do next begins its successor; lines get indicator and target, another person adopts; the owners
// answer for a year, the ward by Excel, the corporation (which sees its own lines alone) by form; chiefs
// confirm; a rule proposes marks and two persons decide them. All of it by keyboard alone, and every page on
// the way is accessible, wide and narrow. NIGIWAI_URL names a server with the plans and the accounts for
// practice, on either database. Closes with "N passed, N failed".
import {readFile} from 'node:fs/promises';

import {accessible, browser, freshPage, municipality, password, site, tells} from './desk.mjs';
import {filled} from './filled_workbook.mjs';
import {choose, chooseFile, download, mark, press, write} from './keyboard.mjs';
import {check, close, expect} from './results.mjs';

const successor = '/staff/plans/nerima-2015';

// Each part is somebody at the desk, from signing in to leaving.
async function as(login, work) {
  const page = await freshPage();
  await page.goto(`${site}/sign-in`);
  await choose(page, page.locator('#sign-in-municipality'), municipality);
  await write(page, page.locator('#sign-in-login'), login);
  await write(page, page.locator('#sign-in-password'), password);
  await press(page, page.locator('#sign-in button'));
  await page.waitForURL(`${site}/staff`);
  await work(page);
  await page.context().close();
}

async function send(page, form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`#${form}-${name}`);
    if (await field.evaluate((element) => element.tagName) === 'SELECT') await choose(page, field, value);
    else await write(page, field, value);
  }
  await press(page, page.locator(`#${form} > .ng-form__act button`));
}

let line = '';  // of vacant shops in the draft
let call = '';

const lineCalled = (page, title) => page.locator('.ng-draft__line', {hasText: title}).first();

async function oldPlanIsReviewed() {
  await as('demo-planner', async (page) => {
    await page.goto(`${site}/staff/reviews`);
    await send(page, 'begin', {plan: 'nerima-2011', from_year: '2011', to_year: '2014'});
    await page.goto(`${page.url().replace(/\?.*/, '')}/rows/42`);
    await tells(page, 'no rule was published, so nothing is proposed', '目安が公表されていないため');
    await send(page, 'action', {direction: 'expand', action_text: '区内全域に広げる', owner_body: 'ward'});
    await tells(page, 'what comes next is kept', '区内全域に広げる');
  });
}

async function successorIsBuilt() {
  await as('demo-planner', async (page) => {
    await page.goto(`${site}/staff/plans`);
    await write(page, page.locator('#new-slug'), 'nerima-2015');
    await write(page, page.locator('#new-plan_title'), '練馬区商工業振興計画（次期）');
    await write(page, page.locator('#new-period'), '平成27～30年度');
    await choose(page, page.locator('#new-predecessor'), 'nerima-2011');
    await press(page, page.locator('#new button'));
    await page.waitForURL(/nerima-2015\/draft/);
    line = (await lineCalled(page, '空き店舗入居促進事業').getAttribute('id')).replace('line-', '');
    await page.goto(`${site}${successor}/draft/lines/${line}`);
    await tells(page, 'the line begins with what the review decided', '区内全域に広げる');
    await write(page, page.locator('#line-indicator_1_label'), '補助件数');
    await write(page, page.locator('#line-indicator_1_unit'), '件');
    await write(page, page.locator('#line-target_1_2015'), '12件');
    await write(page, page.locator('#line-money_planned_2015'), '3,000千円');
    await press(page, page.locator('#line > .ng-form__act button'));
    await page.waitForURL(/done=line_saved/);
    await page.goto(`${site}${successor}/draft/steps`);
    await send(page, 'to_review', {});
    await page.waitForURL(/done=handed_on/);
  });
  await as('demo-clerk', async (page) => {
    await page.goto(`${site}${successor}/draft/lines/${line}`);
    await write(page, page.locator('#comment-comment'), '件数は中間年に見直せますか');
    await press(page, page.locator('#comment button'));
    await tells(page, 'a comment stands on its line', '件数は中間年に見直せますか');
  });
  await as('demo-planner', async (page) => {
    await page.goto(`${site}${successor}/draft/steps`);
    await send(page, 'to_proposed', {});
    await page.goto(`${site}${successor}/draft/steps`);
    expect('who asks for adoption cannot adopt', await page.locator('#adopt').count() === 0, 'there is a button');
  });
  await as('demo-manager', async (page) => {
    await page.goto(`${site}${successor}/draft/steps`);
    await send(page, 'adopt', {reason: '審議会の答申を受けて'});
    await page.waitForURL(/done=adopted/);
    await page.goto(`${site}${successor}?year=2015`);
    await tells(page, 'the working plan shows the target', '12件');
    const answer = await page.goto(`${site}/plans/nerima-2015`);
    expect('the public does not see it before its release', answer.status() === 404, String(answer.status()));
  });
}

async function ownersAreAsked() {
  await as('demo-planner', async (page) => {
    await page.goto(`${site}/staff/data-calls/new`);
    await send(page, 'new-call', {plan: 'nerima-2015', fiscal_year: '2015', title: '平成27年度実績の照会',
      'due-year': String(new Date().getFullYear() + 1), 'due-month': '5', 'due-day': '20'});
    await press(page, page.locator('#open-call button'));
    await page.waitForURL(/data-calls\/\d+/);
    call = new URL(page.url()).pathname;
  });
  await as('demo-corporation', async (page) => {
    await page.goto(site + call);
    const owners = await page.$$eval('tbody th a', (links) => links.map((link) => link.textContent));
    expect('the corporation sees its own sheet alone', owners.length === 1 && owners[0] === '産業振興公社',
      owners.join());
    const other = await page.goto(`${site}${call}/sheets/1`);
    expect('the sheet of the ward is refused', other.status() === 403, String(other.status()));
    await page.goto(`${site}${call}/sheets/2`);
    await press(page, page.locator('tbody th a'));
    await send(page, 'answer', {text: '参加者 31名'});
    await tells(page, 'the answer by form is kept', '参加者 31名');
    await chooseFile(page, page.locator('#paper-papers'), {name: '参加者名簿.csv', mimeType: 'text/csv',
      buffer: Buffer.from('回,参加者\n1,31\n')});
    await press(page, page.locator('#paper > .ng-form__act button'));
    await tells(page, 'the proof stands beside the answer', '参加者名簿.csv');
  });
  await as('demo-clerk', async (page) => {
    await page.goto(`${site}${call}/sheets/1`);
    const bytes = await readFile(await download(page, page.locator('a[href$="/sheet.xlsx"]')));
    const rows = await page.$$eval('tbody tr th', (heads) => heads.map((head) => head.textContent));
    const place = rows.findIndex((title) => title.includes('空き店舗入居促進事業'));
    await page.goto(`${site}${call}/sheets/1/excel`);
    await chooseFile(page, page.locator('#filled-file'), {name: 'answers.xlsx', mimeType: 'application/octet-stream',
      buffer: filled(bytes, {[`F${7 + place}`]: '１１件'})});
    await press(page, page.locator('#filled button'));
    await tells(page, 'the difference is shown before anything is kept', '１１件');
    await press(page, page.locator('#apply button'));
    await tells(page, 'the answer by Excel is kept', 'Excelの回答を保存しました');
  });
  for (const [login, sheet] of [['demo-corporation-chief', 2], ['demo-chief', 1]]) {
    await as(login, async (page) => {
      await page.goto(`${site}${call}/sheets/${sheet}/confirm`);
      await mark(page, page.locator('#sign-line-1'));
      await press(page, page.locator('button[value=sign]'));
      await page.waitForURL(/done=confirmed/);
      await tells(page, `${login} confirms`, '確認しました');
    });
  }
}

async function valuesOpenToWhereTheyComeFrom() {
  await as('demo-planner', async (page) => {
    await page.goto(`${site}${call}/sheets/1/check`);
    await mark(page, page.locator('#sign-line-1'));
    await press(page, page.locator('button[value=sign]'));
    await page.goto(`${site}${successor}/table`);
    const cell = page.locator('tr', {hasText: '空き店舗入居促進事業'}).locator('td a').first();
    expect('the confirmed answer is the value of the cell', (await cell.textContent()).includes('１１件'),
      await cell.textContent());
    await press(page, cell);
    await tells(page, 'the cell says where its value is from', '担当課が入力');
  });
}

async function marksByTwoPersons() {
  let review = '';
  await as('demo-planner', async (page) => {
    await page.goto(`${site}/staff/rating-rules/nerima-2015`);
    const rule = {name: '練習用の目安', published_year: '平成27', published_month: '4', published_day: '1',
      reference: '評価要領 第3条', grades: 'A 100% 達成\nB 80% おおむね\nC 未達成',
      non_grades: '－ no_target 目標なし', tolerance: '3%', reached: '実施', partly: '開始', missed: ''};
    for (const [name, value] of Object.entries(rule)) await write(page, page.locator(`[name=${name}]`), value);
    await press(page, page.locator('#rule button'));
    await page.goto(`${site}/staff/reviews`);
    await send(page, 'begin', {plan: 'nerima-2015', from_year: '2015', to_year: '2015'});
    review = page.url().replace(/\?.*/, '');
    await page.goto(`${review}/rate?size=100`);
    const row = page.locator('.ng-rates__line', {hasText: '空き店舗入居促進事業'});
    await tells(page, 'eleven of twelve are 91.6 percent', '達成率 91.6％');
    await mark(page, row.locator('input[value=B]'));
    await press(page, page.locator('#rates button').first());
    await page.waitForURL(/done=rated/);
  });
  await as('demo-manager', async (page) => {
    await page.goto(`${review}/decide?size=100`);
    const row = page.locator('.ng-rates__line', {hasText: '空き店舗入居促進事業'});
    await mark(page, row.locator('input[value=A]'));
    await write(page, row.locator('input[type=text]'), '中途の廃業を除けば達した');
    await press(page, page.locator('#rates button').first());
    await page.waitForURL(/done=rated/);
    await tells(page, 'another person decides', '決定 1行');
    await press(page, page.locator('table a', {hasText: '空き店舗入居促進事業'}));
    await tells(page, 'the mark that was overruled stays visible', '中途の廃業を除けば達した');
  });
}

async function auditorSeesWhoDidWhat() {
  await as('demo-auditor', async (page) => {
    await page.goto(`${site}/staff/history`);
    await tells(page, 'the decision is in the history', '練習');
    const rows = await page.locator('tbody tr').count();
    expect('deeds of all of them', rows >= 10, `${rows} lines`);
  });
}

for (const part of [oldPlanIsReviewed, successorIsBuilt, ownersAreAsked, valuesOpenToWhereTheyComeFrom,
  marksByTwoPersons, auditorSeesWhoDidWhat]) {
  await part().catch((error) => check(`${part.name} can be walked through`, [error.message]));
}
await browser.close();
close();
