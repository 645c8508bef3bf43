// A thousand conversations at the advice desk: sixty of them typed into the form in Chromium, every third with the
// keyboard alone, the others sent by a program; at the counter, by telephone, on line; of known businesses, of
// founders and of people who give no name, of one person again and again, secret ones among them, some taken back,
// one corrected to another client. Row 17 of the plan, 件, 延べ and 者 are then what a count beside the program says; nothing
// is public until another person has confirmed them all and they are released. NIGIWAI_URL names a server with the
// plans and the accounts for practice. Closes with "N passed, N failed".
import {execFileSync} from 'node:child_process';

import {as, browser, municipality, site} from './desk.mjs';
import {reach} from './keyboard.mjs';
import {check, close, expect} from './results.mjs';

const program = process.env.NIGIWAI_PROGRAM;
const database = process.env.NIGIWAI_SERVED;
const programme = 'commerce-industry-advice';
const topics = ['finance', 'tax', 'labour', 'management', 'startup', 'legal'];
const typed = 60;
const total = 1000;
const takenBack = 12;  // beside the thousand

const run = (...words) => execFileSync(program,
  [...words, '--db', database, '--municipality', municipality], {stdio: ['ignore', 'pipe', 'pipe']}).toString();

// ---- what is said, and the count beside the program

// The same every time, and no pattern in it.
let seed = 20111001;
function upTo(most) {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor(seed / 65536) % most;
}

const businesses = Array.from({length: 90}, (_, i) => `練馬${i + 1}号商店`);
const founders = Array.from({length: 25}, (_, i) => `創業${i + 1}太郎`);
const counted = new Map();  // consultation → name of its client, '' without one

function someone() {
  const kind = upTo(10);
  if (kind < 6) return {kind: 'business', name: businesses[upTo(businesses.length)]};
  if (kind < 8) return {kind: 'founder', name: founders[upTo(founders.length)]};
  return {kind: 'anonymous', name: ''};
}

function talk(number) {
  const month = 10 + upTo(3);
  return {
    number, who: someone(), month, day: 1 + upTo(30), topic: topics[upTo(topics.length)],
    channel: ['visit', 'phone', 'online'][upTo(3)], secret: upTo(12) === 0, follow: upTo(5) === 0,
    content: `相談の記録 第${number}号`,
  };
}

function own() {
  const names = [...counted.values()];
  return {consultations: names.length, visits: names.filter((name) => name !== '').length,
    clients: new Set(names.filter((name) => name !== '')).size};
}

// ---- sixty in the browser

const known = new Map();  // name → number in the register

async function fill(page, id, value) {
  await page.fill(`#consultation-${id}`, value);
}

// Reaches every field by Tab, types, marks the topic by Space, and sends by Enter.
async function byKeyboard(page, one) {
  const type = async (id, text) => {
    await reach(page, page.locator(`#consultation-${id}`));
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  };
  await type('client', one.who.name);
  await type('day-year', '2011');
  await type('day-month', String(one.month));
  await type('day-day', String(one.day));
  await reach(page, page.locator(`#consultation-topic-${one.topic}`));
  await page.keyboard.press('Space');
  await type('content', one.content);
  await reach(page, page.locator('#consultation button[type=submit]'));
  await page.keyboard.press('Enter');
}

async function byHand(page, one, clientKind) {
  await page.selectOption('#consultation-client_kind', clientKind);
  if (one.who.name) await fill(page, 'client', one.who.name);
  await fill(page, 'day-year', one.number % 2 ? '平成23' : '2011');
  await fill(page, 'day-month', String(one.month));
  await fill(page, 'day-day', String(one.day));
  await page.selectOption('#consultation-channel', one.channel);
  await page.check(`#consultation-topic-${one.topic}`);
  if (one.secret) await page.selectOption('#consultation-secrecy', 'secret');
  await fill(page, 'content', one.content);
  if (one.follow)
    for (const [part, value] of Object.entries({year: '2030', month: '4', day: '1'})) await fill(page, `follow_up_on-${part}`, value);
  await page.click('#consultation button[type=submit]');
}

async function typedInTheBrowser() {
  await as('demo-clerk', async (page) => {
    for (let number = 1; number <= typed; ++number) {
      const one = talk(number);
      const isKnown = known.has(one.who.name);
      const form = await page.goto(`${site}/staff/consultations/new`);
      if (form.status() !== 200 || await page.locator('#consultation-programme').count() === 0)
        throw new Error(`no form for no. ${number}: ${form.status()} ${page.url()} ${await page.innerText('main')}`);
      await page.selectOption('#consultation-programme', `${programme}/consultation_held`);
      if (isKnown && number % 3 === 0) await byKeyboard(page, one);
      else await byHand(page, one, one.who.kind === 'anonymous' ? 'anonymous' : isKnown ? 'known' : one.who.kind);
      await page.waitForURL(/done=held/, {timeout: 15_000}).catch(() => {});
      if (!page.url().includes('done=held'))
        throw new Error(`no. ${number} was refused: ${await page.locator('.ng-notice').first().innerText()}`);
      counted.set(new URL(page.url()).pathname.split('/').pop(), one.who.name);
      if (one.who.name && !isKnown) {
        const link = await page.getAttribute('.ng-facts a[href*="/staff/clients/"]', 'href');
        known.set(one.who.name, link.split('/').pop());
      }
    }
  });
  expect('sixty were typed in the browser', counted.size === typed, `${counted.size}`);
}

// ---- the others by a program

let secret = '';

async function api(method, path, body, id) {
  const answer = await fetch(site + path, {method, headers: {authorization: `Bearer ${secret}`,
    'content-type': 'application/json', ...(id ? {'idempotency-key': id} : {})},
  body: body ? JSON.stringify(body) : undefined});
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
  return JSON.parse(text);
}

function asBody(one) {
  const body = {programme, day: `2011-${one.month}-${String(one.day).padStart(2, '0')}`, channel: one.channel,
    topics: [one.topic], content: one.content, secrecy: one.secret ? 'secret' : 'ordinary'};
  if (one.follow) body.follow_up_on = '2030-04-01';
  if (known.has(one.who.name)) body.client = known.get(one.who.name);
  else if (one.who.name) body.new_client = {kind: one.who.kind, name: one.who.name};
  return body;
}

async function sendOne(one) {
  const held = await api('POST', '/api/v1/staff/consultations', asBody(one), `talk-${one.number}`);
  counted.set(held.consultation, one.who.name);
  if (one.who.name && !known.has(one.who.name)) {
    const shown = await api('GET', `/api/v1/staff/consultations/${held.consultation}`);
    known.set(one.who.name, shown.client.number);
  }
  return held.consultation;
}

async function sentByAProgram() {
  const clerk = run('user', 'list', '--json', 'demo-clerk');
  const person = String(JSON.parse(clerk).users[0].person);
  const issued = run('token', 'issue', '--person', person, '--name', '相談窓口', '--post', 'clerk', '--body', 'ward',
    '--may', 'write', '--days', '1');
  secret = issued.match(/nigiwai_[A-Za-z0-9_-]+/)[0];
  let last = '';
  for (let number = typed + 1; number <= total + takenBack; ++number) last = await sendOne(talk(number));
  const back = [...counted.keys()].slice(-takenBack - 1, -1);
  for (const consultation of back) {
    await api('POST', `/api/v1/staff/consultations/${consultation}/withdrawal`, {reason: '二重の入力'});
    counted.delete(consultation);
  }
  // Written down for another: the client changes, the number of conversations does not.
  const one = talk(total + takenBack);
  one.who = {kind: 'business', name: businesses[0]};
  await api('POST', `/api/v1/staff/consultations/${last}/correction`, {...asBody(one), version: 1, reason: '相談者の誤り'});
  counted.set(last, businesses[0]);
  expect('a thousand stand', counted.size === total, `${counted.size}`);
}

// ---- what the program says of them

async function rowSeventeenSays() {
  const ours = own();
  expect('件, 延べ and 者 differ', ours.consultations > ours.visits && ours.visits > ours.clients, JSON.stringify(ours));
  const clerk = JSON.parse(run('user', 'list', '--json', 'demo-clerk')).users[0].person;
  const tally = run('consultation', 'count', '--year', '2011', '--by', String(clerk), '--post', 'clerk', '--body', 'ward', '--json');
  const line = JSON.parse(tally).programmes.find((one) => one.programme === programme);
  for (const name of ['consultations', 'visits', 'clients'])
    expect(`${name} as counted beside the program`, Number(line[name]) === ours[name], `${line[name]} instead of ${ours[name]}`);
  await as('demo-clerk', async (page) => {
    await page.goto(`${site}/staff/plans/nerima-2011/rows/17/cells/2011`);
    const text = (await page.textContent('main')).replace(/\s+/g, '');
    expect('the cell of row 17 has them all, none confirmed', text.includes('1,000件') && text.includes('うち確認済み0件'), text.slice(0, 400));
    expect('延べ stands beside it as a figure', text.includes(`${ours.visits}人`), text.slice(0, 1200));
    expect('者 as well', text.includes(`${ours.clients}者`), text.slice(0, 1200));
    // Each is opened down to its records: 者 are behind the conversations of 延べ.
    for (const [key, records] of [['consultations', 1000], ['visits', ours.visits], ['clients', ours.visits]]) {
      await page.goto(`${site}/staff/plans/nerima-2011/rows/17/figures/${key}/2011`);
      const list = (await page.textContent('main')).replace(/\s+/g, '');
      const said = records.toLocaleString('en-US');
      expect(`${key} opens its records`, list.includes(`${said}件`), list.slice(0, 400));
    }
  });
}

const open = ['/plans/nerima-2011/rows/17', '/plans/nerima-2011/figures', '/plans/nerima-2011/figures.csv',
  '/api/v1/plans/nerima-2011/figures', '/feed.atom'];
const publicAnswers = () => Promise.all(open.map(async (address) => (await fetch(site + address)).text()));
let before = [];

async function publicIsUnmoved(when) {
  const now = await publicAnswers();
  open.forEach((address, i) => expect(`${when}: ${address} is what it was`, now[i] === before[i], 'it moved'));
}

async function anotherPersonConfirms() {
  await as('demo-clerk', async (page) => {
    const answer = await page.goto(`${site}/staff/confirmations`);
    expect('who wrote them confirms nothing', answer.status() === 403, String(answer.status()));
  });
  await as('demo-chief', async (page) => {
    for (let groups = 0; groups < 3; ++groups) {
      await page.goto(`${site}/staff/confirmations`);
      await page.click(`main a[href*="${programme}"]`);
      await page.check('[name=all]');
      await page.click('button[value=confirm]');
      await page.waitForSelector('section[aria-labelledby=sample-heading]');
      await page.click('section[aria-labelledby=sample-heading] button[type=submit]');
      await page.waitForURL(/done=records_confirmed/);
    }
    await page.goto(`${site}/staff/plans/nerima-2011/rows/17/cells/2011`);
    const text = (await page.textContent('main')).replace(/\s+/g, '');
    expect('the cell says that all are confirmed', text.includes('うち確認済み1,000件'), text.slice(0, 400));
  });
}

async function plannerReleases() {
  await as('demo-planner', async (page) => {
    await page.goto(`${site}/staff/releases/new`);
    const fields = {plan: 'nerima-2011', kind: 'continuous', release_name: '商工相談の随時公表', rows: '17'};
    for (const [name, value] of Object.entries(fields)) {
      const field = page.locator(`#release-${name}`);
      if (await field.evaluate((element) => element.tagName) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
    await page.click('#release button');
    await page.waitForSelector('main >> text=1,000件');
    await page.click('form#release button');
    await page.waitForURL(/done=released/);
  });
}

async function everybodyReads() {
  const [row, figures, csv, api, feed] = await publicAnswers();
  expect('the public row says 1,000件', row.includes('1,000件'), 'it does not');
  expect('so do the released figures', figures.includes('1,000件'), 'they do not');
  expect('the file says 1000', /,1000(,|\r?\n)/.test(csv), csv.slice(0, 400));
  expect('the API says 1000', api.includes('"value":1000'), api.slice(0, 400));
  const ours = own();
  const figure = (key) => JSON.parse(api).figures.find((one) => one.row === '17' && one.figure === key);
  for (const [key, value] of [['consultations', 1000], ['visits', ours.visits], ['clients', ours.clients]]) {
    const said = figure(key)?.years.find((one) => one.fiscal_year === 2011)?.value;
    expect(`the API says ${key}`, said === value, `${said} instead of ${value}`);
    expect(`the file says ${key}`, new RegExp(`,17,[^\\n]*,${key},[^\\n]*,2011,,${value},`).test(csv), csv.slice(0, 800));
  }
  expect('the feed tells of the release', feed.includes('商工相談の随時公表'), 'it does not');
  const said = [row, figures, csv, api, feed].join('\n');
  for (const word of ['相談の記録', '練馬1号商店', '創業1太郎', 'demo-clerk'])
    expect(`in public nobody reads ${word}`, !said.includes(word), 'it is there');
}

async function itVerifies() {
  execFileSync(program, ['verify', '--db', database], {stdio: 'pipe'});  // throws where something is found
  check('verify finds nothing', []);
}

before = await publicAnswers();
for (const part of [typedInTheBrowser, sentByAProgram, rowSeventeenSays, () => publicIsUnmoved('recorded'), anotherPersonConfirms,
  () => publicIsUnmoved('confirmed'), plannerReleases, everybodyReads, itVerifies]) {
  const begun = Date.now();
  await part().catch((error) => check(`${part.name || part} can be walked through`, [error.message]));
  console.log(`${part.name || 'publicIsUnmoved'}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
await browser.close();
close();
