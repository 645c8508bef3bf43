// One fair, from the venue to the public: an officer writes 4,700 visitors on a phone while the line drops; row 1
// follows at once for staff, marked as unconfirmed and open to that very entry, and nothing moves in public;
// another person confirms, and still nothing moves; a release with an embargo opens the line, and until its minute
// nothing moves; then page, file, API and feed follow, and so does a correction to 4,070 once it is confirmed, which
// says of itself that it is one. Every page on the way is accessible, wide and narrow. NIGIWAI_URL names a server
// with the plans and the accounts for practice, on either database. Closes with "N passed, N failed".
import {execFileSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {accessible, as, browser, freshPage, phone, signIn, site, tells} from './desk.mjs';
import {check, close, expect} from './results.mjs';

const diary = '/staff/diary/craft-fair-support';
const cell = '/staff/plans/nerima-2011/rows/1/cells/2011';
const waiting = '/staff/confirmations?programme=craft-fair-support&kind=event_held&year=2011&month=2011-10';

// Where a visitor, a harvester and a program look.
const open = ['/plans/nerima-2011/table', '/plans/nerima-2011/rows/1', '/plans/nerima-2011/figures',
  '/plans/nerima-2011/figures.csv', '/api/v1/plans/nerima-2011/rows/1', '/api/v1/plans/nerima-2011/figures',
  '/feed.atom', '/open-data/catalog.jsonld', '/programmes/131202/craft-fair-support'];

async function publicAnswers() {
  const answers = {};
  for (const address of open) answers[address] = await (await fetch(site + address)).text();
  return answers;
}

let before = {};

async function publicIsUnmoved(when) {
  const now = await publicAnswers();
  for (const address of open) expect(`${when}: ${address} is what it was`, now[address] === before[address], 'it moved');
}

async function publicTells(title, texts) {
  const now = await publicAnswers();
  for (const [address, text] of Object.entries(texts))
    expect(`${title}: ${address}`, now[address].includes(text), `no ${text}`);
}

let entry = '';
let record = '';

const figure = '/staff/plans/nerima-2011/rows/1/figures/visitors/2011';

async function officerAtTheFair() {
  const context = await browser.newContext({viewport: phone, locale: 'ja-JP', hasTouch: true, isMobile: true});
  const page = await context.newPage();
  await signIn(page, 'demo-clerk');
  await page.goto(site + diary);
  await page.fill('#entry-first-year', '平成23');
  await page.fill('#entry-first-month', '10');
  await page.fill('#entry-first-day', '8');
  await page.fill('#entry-event_held--people', '４，７００人');
  await page.tap('#entry button[type=submit]');
  await page.waitForSelector('#entry-other_year');
  await page.check('#entry-other_year');
  await accessible(page, 'an entry of another year is asked about');
  await page.setViewportSize(phone);
  await context.setOffline(true);  // in the middle of the hall
  for (let i = 0; i < 5; ++i) {
    await page.tap('#entry button[type=submit]');
    await page.waitForSelector('[data-kept]:visible');
  }
  const kept = await page.locator('[data-kept]').innerText();
  expect('the line drops: kept, once, however often one presses', kept.includes('未送信 1件'), kept);
  expect('nothing has arrived', before['/feed.atom'] === (await publicAnswers())['/feed.atom'], 'the feed moved');
  await context.setOffline(false);
  await page.waitForFunction(() => JSON.parse(localStorage.getItem('nigiwai.unsent') || '[]').length === 0);
  await page.goto(site + figure);
  const records = await page.locator('main a[href*="/staff/records/"]').count();
  expect('the line is back: sent once', records === 1, `${records} records`);
  await page.goto(site + await page.getAttribute('main a[href*="/staff/records/"]', 'href'));
  entry = new URL(await page.getAttribute('main a[href*="/staff/diary/entries/"]', 'href'), site).pathname;
  await page.goto(site + entry);
  await tells(page, 'the entry', '4,700人', '未確認');
  await context.close();
}

// The same form, five times on the wire: a browser that repeats what it was not answered.
async function sentFiveTimes() {
  await as('demo-clerk', async (page) => {
    await page.goto(`${site}/staff/diary/pickles-fair-support`);
    await page.fill('#entry-event_held--count', '1');
    const places = await page.$eval('#entry', async (form) => {
      const content = new FormData(form);
      const send = async () => (await fetch(form.action, {method: 'POST', body: content})).url;
      return Promise.all([send(), send(), send(), send(), send()]);
    });
    expect('five times on the wire is one entry', new Set(places).size === 1 && /entries/.test(places[0]), places.join(' '));
    await page.goto(`${site}/staff/diary/pickles-fair-support`);
    expect('and one line', await page.locator('table.ng-lines tbody tr').count() === 1, 'not one line');
  });
}

async function staffSeeItAtOnce() {
  await as('demo-clerk', async (page) => {
    await page.goto(`${site}/staff/plans/nerima-2011/table`);
    await tells(page, 'the table of staff', '4,700人', '未確認');
    await page.goto(site + cell);
    await tells(page, 'the cell', '4,700人', '速報', 'うち確認済み0人', '2011-10');
    expect('the cell draws its months', await page.locator('main svg').count() > 0, 'no chart');
    await Promise.all([page.waitForURL(/figures\/visitors\/2011/), page.click('main a[href*="/figures/visitors/2011"]')]);
    await tells(page, 'the records of the cell', '4,700', '未確認');
    await Promise.all([page.waitForURL(/\/staff\/records\/\d+/), page.click('main a[href*="/staff/records/"]')]);
    record = page.url().match(/\/staff\/records\/(\d+)/)[1];
    await tells(page, 'the record', '4,700', '未確認');
    await Promise.all([page.waitForURL(/diary\/entries/), page.click(`main a[href*="${entry}"]`)]);
    const refused = await page.goto(site + waiting);
    expect('who wrote it confirms nothing', refused.status() === 403, String(refused.status()));
  });
}

async function confirms(title, told) {
  await as('demo-chief', async (page) => {
    await page.goto(site + waiting);
    await tells(page, title, ...told);
    await page.check('[name="record[]"]');
    await page.click('button[value=confirm]');
    await page.waitForURL(/done=records_confirmed/);
    await accessible(page, `${title}: done`);
  });
}

let at = 0;

async function plannerReleases() {
  await as('demo-planner', async (page) => {
    // The next minute that leaves time to look at the preview.
    at = Math.ceil((Date.now() + 25_000) / 60_000) * 60_000;
    const minute = new Date(at + 9 * 3600e3).toISOString();
    await page.goto(`${site}/staff/releases/new`);
    await accessible(page, 'a new release');
    const fields = {plan: 'nerima-2011', kind: 'continuous', release_name: '伝統工芸展の随時公表', rows: '1',
      'effective-year': minute.slice(0, 4), 'effective-month': String(Number(minute.slice(5, 7))),
      'effective-day': String(Number(minute.slice(8, 10))), time: minute.slice(11, 16)};
    for (const [name, value] of Object.entries(fields)) {
      const field = page.locator(`#release-${name}`);
      if (await field.evaluate((element) => element.tagName) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    await page.click('#release button');
    await page.waitForSelector('main >> text=4,700人');
    expect('the preview is no release', !page.url().includes('done='), page.url());
    await page.click('form#release button');
    await page.waitForURL(/done=released/);
    await tells(page, 'released, later', '公表の予定');
  });
}

async function notASecondEarlier() {
  let asked = 0;
  while (Date.now() < at - 300) {
    const answer = await (await fetch(`${site}/api/v1/plans/nerima-2011/figures`)).text();
    if (Date.now() < at) expect('the API before its minute', answer === before['/api/v1/plans/nerima-2011/figures'], 'early');
    asked += 1;
    await new Promise((done) => setTimeout(done, 500));
  }
  expect('it was asked before its minute', asked > 0, 'the minute had come');
  while (Date.now() < at + 100) await new Promise((done) => setTimeout(done, 20));
}

async function everybodyReads() {
  await publicTells('after its minute', {'/plans/nerima-2011/table': '4,700人', '/plans/nerima-2011/rows/1': '伝統工芸展の随時公表',
    '/plans/nerima-2011/figures': '4,700人', '/plans/nerima-2011/figures.csv': '4700',
    '/api/v1/plans/nerima-2011/rows/1': 'computed', '/api/v1/plans/nerima-2011/figures': '"value":4700',
    '/feed.atom': '伝統工芸展の随時公表', '/open-data/catalog.jsonld': 'figures.csv',
    '/programmes/131202/craft-fair-support': '4,700人'});
  const page = await freshPage();
  for (const address of ['/plans/nerima-2011/table', '/plans/nerima-2011/rows/1', '/plans/nerima-2011/figures',
    '/plans/nerima-2011/rows/1/figures/visitors', '/programmes/131202/craft-fair-support', '/open-data']) {
    await page.goto(site + address);
    await accessible(page, `in public: ${address}`);
  }
  await page.context().close();
}

async function officerCorrects() {
  await as('demo-clerk', async (page) => {
    await page.goto(site + entry);
    await page.click('details:has(#correction) > summary');
    await page.fill('#correction-event_held--people', '4070');
    await page.fill('#correction-reason', '数え違い');
    await Promise.all([page.waitForURL(/done=corrected/), page.click('#correction button[type=submit]')]);
    await tells(page, 'the entry says that it was corrected', '取り消した記録', '数え違い', '4,070');
    await page.goto(site + cell);
    await tells(page, 'the cell follows the correction', '値4,070人', 'うち確認済み4,700人');
    await page.goto(`${site}/staff/records/${record}`);
    await tells(page, 'the first record says so too', '4,700', '数え違い');
  });
}

async function everybodyReadsTheCorrection() {
  await publicTells('the correction', {'/plans/nerima-2011/rows/1': '4,700人 → 4,070人',
    '/plans/nerima-2011/figures': '4,700人 → 4,070人', '/plans/nerima-2011/figures.csv': '4070',
    '/api/v1/plans/nerima-2011/figures': '"value":4070', '/feed.atom': '4,700人 → 4,070人'});
  const page = await freshPage();
  for (const address of ['/plans/nerima-2011/rows/1', '/plans/nerima-2011/figures']) {
    await page.goto(site + address);
    await tells(page, `the correction in public: ${address}`, '訂正', '4,700人 → 4,070人');
    expect(`${address} names nobody`, !(await page.content()).includes('demo-'), 'it does');
  }
  await page.context().close();
  const paper = join(mkdtempSync(join(tmpdir(), 'nigiwai-fair-')), 'table.pdf');
  writeFileSync(paper, Buffer.from(await (await fetch(`${site}/plans/nerima-2011/table.pdf`)).arrayBuffer()));
  const printed = execFileSync('pdftotext', ['-layout', paper, '-']).toString().replace(/\s+/g, '');
  for (const text of ['記録の合計', '伝統工芸展の随時公表', '訂正', '4,700人→4,070人'])
    expect(`the table on paper says ${text}`, printed.includes(text), 'it does not');
}

before = await publicAnswers();
const parts = [
  officerAtTheFair, () => publicIsUnmoved('written'), sentFiveTimes, staffSeeItAtOnce,
  () => confirms('another person confirms', ['4,700人']), () => publicIsUnmoved('confirmed'),
  plannerReleases, () => publicIsUnmoved('released for later'), notASecondEarlier, everybodyReads,
  officerCorrects, async () => { before = await publicAnswers(); },
  () => confirms('the correction waits as one', ['4,700人 → ', '4,070人', '訂正']), everybodyReadsTheCorrection,
];
for (const part of parts)
  await part().catch((error) => check(`${part.name || part} can be walked through`, [error.message]));
await browser.close();
close();
