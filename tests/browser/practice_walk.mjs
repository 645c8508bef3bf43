// Whatever leaves the practice town says 練習用: every page that its people and its visitors reach, every file that the
// program hands out of it — by name and inside —, every sheet of a print, with and without script, in both languages.
// The addresses of files are read from the program's own tables; a new one is asked for here by its name. Beside it the
// pages of a real municipality, on which nothing of this may stand. NIGIWAI_TOWN=2014 puts the town beside the plans.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {browser, checkAddress, freshPage, password, pictures, picturesOf, site} from './desk.mjs';
import {unpacked} from './filled_workbook.mjs';
import {check, close} from './results.mjs';

const town = '990019';
const real = '131202';
const plan = 'nerima-2011-practice';
const posts = ['clerk', 'chief', 'manager', 'director', 'planner', 'auditor', 'administrator', 'corporation'];
const perKind = 2;  // addresses of one kind that one person looks at

// ---- somebody with a cookie

async function signedIn(municipality, login) {
  const answer = await fetch(`${site}/sign-in`, {
    method: 'POST', redirect: 'manual', headers: {'content-type': 'application/x-www-form-urlencoded'},
    body: new URLSearchParams({municipality, login, password}),
  });
  return {login, cookie: answer.headers.get('set-cookie').split(';')[0]};
}

const get = (who, address) =>
  fetch(site + address, {redirect: 'manual', headers: who ? {cookie: who.cookie} : {}});

async function post(who, address, fields) {
  const token = (await (await get(who, '/account')).text()).match(/name="form_token" value="([^"]+)"/)[1];
  const answer = await fetch(site + address, {
    method: 'POST', redirect: 'manual',
    headers: {cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded'},
    body: new URLSearchParams({...fields, form_token: token}),
  });
  const text = answer.status === 303 ? answer.headers.get('location') : await answer.text();
  if (answer.status >= 400) check(`POST ${address}`, [`${answer.status} ${text.match(/<main[\s\S]*?<\/main>/)?.[0].slice(0, 600)}`]);
  return text;
}

// ---- work of every kind that leaves papers behind

async function work(people) {
  const {planner, director, manager, auditor} = people;
  const due = new Date(Date.now() + 20 * 86400e3);
  const call = (await post(planner, '/staff/data-calls/new', {
    step: 'open', plan, fiscal_year: 2014, title: '平成26年度実績の照会', message: '回答してください。',
    due_year: due.getFullYear(), due_month: due.getMonth() + 1, due_day: due.getDate(),
  })).match(/data-calls\/(\d+)/)[1];
  const link = (await post(planner, `/staff/data-calls/${call}/sheets/1/link`, {})).match(/\/answer\/[\w-]+/)[0];
  await post(planner, '/staff/reviews', {plan, from_year: 2014, to_year: 2014});
  const figure = `/staff/plans/${plan}/rows/2/figures/participants/2014`;
  await post(auditor, `${figure}/sample`,
    {title: '参加者の監査', scope: 'all', method: 'simple', size: 2, seed: '31415926'});
  const draft = (await post(planner, '/staff/editions',
    {plan, edition_title: '平成26年度進捗状況', paper_text: '公表したい。', decide: 'director'})).match(/editions\/\d+/)[0];
  const paper = (await (await get(planner, `/staff/${draft}`)).text()).match(/\/staff\/approvals\/\d+/)[0];
  await post(director, `${paper}/sign`, {});
  execFileSync(process.env.NIGIWAI_PROGRAM, ['edition', 'key', 'new', '--municipality', town, '--data',
    process.env.NIGIWAI_DATA, '--db', process.env.NIGIWAI_SERVED], {stdio: 'ignore'});
  await post(manager, `/staff/${draft}/issue`, {});
  const number = '/editions/1';
  return [link, `${link}/sheet.xlsx`, `/plans/${plan}${number}`, `${figure}/records.csv`,
    `/staff/reviews/gaps.csv?plan=${plan}&year=2014`, `/staff/reviews/${plan}/2014/rows/17/sheet.pdf`];
}

// ---- what a file holds

const folder = mkdtempSync(join(tmpdir(), 'practice-'));
const pdfPages = (bytes) => {
  const file = join(folder, 'one.pdf');
  writeFileSync(file, bytes);
  return execFileSync('pdftotext', ['-layout', file, '-']).toString().split('\f').slice(0, -1);
};
const unmarkedPages = (bytes) =>
  pdfPages(bytes).map((text, i) => (/練習用|PRACTICE/.test(text) ? '' : `page ${i + 1} does not say so`)).filter(Boolean);

function unmarkedSheets(bytes) {
  const files = new Map(unpacked(bytes).map(({name, content}) => [name, content.toString()]));
  const read = (name) => files.get(name);
  const hidden = [...read('xl/workbook.xml').matchAll(/<sheet [^>]*state="hidden"[^>]*r:id="rId(\d+)"/g)].map((hit) => hit[1]);
  const names = [...files.keys()].filter((name) => /worksheets\/sheet\d+\.xml$/.test(name));
  return names.filter((name) => !hidden.includes(name.match(/(\d+)\.xml/)[1]) && !/<oddHeader>[^<]*練習用/.test(read(name)))
    .map((name) => `${name}: its print has no head that says so`);
}

// A table for machines keeps its columns: there the name says it, and the header of the answer.
async function unmarked(answer) {
  const type = answer.headers.get('content-type');
  const name = answer.headers.get('content-disposition');
  const missing = answer.headers.get('nigiwai-practice') === '?1' ? [] : ['no header Nigiwai-Practice'];
  if (name && !/practice/.test(name)) missing.push(`is called ${name}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (type.startsWith('application/pdf')) return [...missing, ...unmarkedPages(bytes)];
  if (type.includes('spreadsheetml')) return [...missing, ...unmarkedSheets(bytes)];
  if (type.startsWith('text/csv')) return name ? missing : [...missing, 'has no name'];
  return /練習用|practice/i.test(bytes.toString()) ? missing : [...missing, `nothing in it says so: ${bytes.toString().slice(0, 300)}`];
}

// ---- every file route of the program

function fileRoutes() {
  const sources = new URL('../../src/', import.meta.url).pathname;
  const routes = new Set();
  for (const room of readdirSync(sources)) {
    for (const name of readdirSync(sources + room).filter((one) => one.endsWith('.cc') && !one.endsWith('_test.cc'))) {
      const text = readFileSync(`${sources}${room}/${name}`, 'utf8');
      const constants = new Map([...text.matchAll(/constexpr std::string_view (k\w+) = "([^"]+)"/g)].map((hit) => [hit[1], hit[2]]));
      for (const [, path] of text.matchAll(/"GET",\s*("[^"]+"|k\w+)/g)) {
        const route = path.startsWith('"') ? path.slice(1, -1) : constants.get(path) ?? '';
        if (/\.(csv|xlsx|pdf|json|jsonld|atom)$/.test(route)) routes.add(route);
      }
    }
  }
  return [...routes];
}
const pattern = (route) => new RegExp(`^(/en)?${route.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}(\\?.*)?$`);

// Not of one municipality; or made elsewhere, so that nothing is written into it, and the name alone says it.
const passedOver = new Map([
  ['/api/v1/openapi.json', 'the program’s'], ['/feed.atom', 'of all municipalities'],
  ['/editions/feed.atom', 'of all municipalities'], ['/open-data/catalog.jsonld', 'of all municipalities'],
  ['/staff/reviews/{plan}/{period}/own-form/{form}/filled.xlsx', 'a workbook of the municipality’s own'],
  ['/api/v1/staff/plans/{slug}/rows/{row}/figures/{figure}/records.csv', 'asks for a token: practice_mark_test.cc'],
]);

// ---- walking

const whole = 'data-practice="whole"';
const any = 'data-practice=';
const taken = new Map();  // addresses of files that were looked into, by route

const kindOf = (address) => address.replace(/^\/en(?=\/)/, '').replace(/\?.*/, '').replace(/\d+/g, 'N').replace(/rows\/[^/]+/, 'rows/R');

const isOf = (plans, address) =>
  /^(\/en)?\/(staff|account|answer)/.test(address) || plans.some((one) => address.includes(one));

// Everything this person reaches: `wanted` says whose pages they are.
async function walk(who, starts, wanted, routes) {
  const seen = new Set(starts);
  const kinds = new Map();
  const waiting = [...starts];
  const problems = [];
  let pages = 0;
  while (waiting.length > 0) {
    const address = waiting.shift();
    const answer = await get(who, address);
    if (answer.status === 303 || answer.status === 304) continue;
    const route = routes.find((one) => pattern(one).test(address));
    const isPage = answer.headers.get('content-type').startsWith('text/html');
    if (!isPage) {
      if (wanted.practice) {
        if (route) taken.set(route, (taken.get(route) ?? 0) + 1);
        problems.push(...(await unmarked(answer)).map((problem) => `${address}: ${problem}`));
      } else if (answer.headers.get('nigiwai-practice') || /practice/.test(answer.headers.get('content-disposition') ?? '')) {
        problems.push(`${address}: of a real municipality, and marked`);
      }
      continue;
    }
    pages += 1;
    const body = await answer.text();
    if (wanted.practice ? !body.includes(whole) : body.includes(any)) problems.push(`${address}: ${answer.status} the mark is wrong`);
    for (const [, raw] of body.matchAll(/href="(\/[^"#]*)/g)) {
      const link = raw.replaceAll('&amp;', '&');
      const kind = kindOf(link);
      if (seen.has(link) || !isOf(wanted.plans, link) || (kinds.get(kind) ?? 0) >= perKind) continue;
      seen.add(link);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      waiting.push(link);
    }
  }
  check(`${wanted.practice ? 'town' : 'real'}: ${who?.login ?? 'visitor'}, ${pages} pages`, pages > 3 ? problems : ['hardly any page']);
}

await picturesOf('practice-mark');
const routes = fileRoutes().filter((route) => !passedOver.has(route));
const people = {};
for (const post of posts) people[post] = await signedIn(town, `demo-${post}`);
const further = await work(people);
const programme = (await (await get(people.clerk, '/staff/diary')).text()).match(/\/staff\/diary\/([a-z][a-z0-9-]+)["/?]/)?.[1];
const ofTown = {practice: true, plans: [plan, town]};
const tables = ['table.csv', 'table.xlsx', 'table.pdf', 'table.json', 'table-long.csv', 'table-long.xlsx',
  'table-long-definitions.csv', 'figures.csv', 'editions/feed.atom'].map((name) => `/plans/${plan}/${name}`);
const publicPages = [`/plans/${plan}`, `/en/plans/${plan}/table`, `/plans/${plan}/rows/nothing`, `/plans/${plan}/nothing`,
  `/programmes/${town}/nothing`, '/practice', '/en/practice'];
await walk(null, [...publicPages, ...tables, ...further.filter((address) => !address.startsWith('/staff'))], ofTown, routes);
for (const who of Object.values(people)) {
  await walk(who, ['/staff', '/en/staff', '/staff/nothing', '/staff/businesses.csv', '/staff/samples',
    '/staff/consultations/list.csv', '/staff/diary/entries.csv', `/staff/diary/${programme}/diary.csv`, ...further.filter((address) => address.startsWith('/staff'))],
    ofTown, routes);
}
check('every file of the town was looked into', routes.filter((route) => !taken.has(route)));
check('there are files', routes.length > 20 ? [] : [`${routes.length}`]);

const ofReal = {practice: false, plans: ['/plans/nerima-2011/', `/programmes/${real}`]};
const nerima = '/plans/nerima-2011';
await walk(null, [nerima, `/en${nerima}/table`, `${nerima}/rows/nothing`, `${nerima}/table.csv`, `${nerima}/table.xlsx`], ofReal, routes);
for (const post of ['clerk', 'planner', 'administrator']) {
  await walk(await signedIn(real, `demo-${post}`), ['/staff', '/en/staff'], ofReal, routes);
}

// On paper every sheet says so, whichever way it lies; on the screen it is there without script, too.
async function printed(page, name, address, wanted) {
  await page.goto(site + address);
  const bytes = await page.pdf({preferCSSPageSize: true, printBackground: false});
  writeFileSync(`${pictures}practice-mark-${name}.pdf`, bytes);
  const sheets = pdfPages(bytes);
  const marked = sheets.filter((text) => text.includes('練習用 PRACTICE')).length;
  check(`${name} on paper`, marked === (wanted ? sheets.length : 0) ? [] : [`${marked} of ${sheets.length} sheets say so`]);
}
for (const javaScriptEnabled of [true, false]) {
  const page = await freshPage({javaScriptEnabled, bypassCSP: true});
  await page.goto(`${site}/sign-in`);
  await page.selectOption('#sign-in-municipality', town);
  await page.fill('#sign-in-login', 'demo-auditor');
  await page.fill('#sign-in-password', password);
  await page.click('#sign-in button');
  await page.waitForURL(`${site}/staff`);
  check(`the band is seen (script ${javaScriptEnabled})`, await page.locator('.ng-band[data-practice=whole]').isVisible() ? [] : ['it is not']);
  await printed(page, 'staff-table', `/staff/plans/${plan}/table`, true);
  await printed(page, 'row', `/plans/${plan}/rows/13`, true);
  await printed(page, 'start', '/staff', true);
  await printed(page, 'real-table', `${nerima}/table`, false);
  if (!javaScriptEnabled) continue;
  await checkAddress(page, 'plan', `/plans/${plan}`);
  await checkAddress(page, 'plan-english', `/en/plans/${plan}`);
  await checkAddress(page, 'staff', '/staff');
  await checkAddress(page, 'error', `/plans/${plan}/rows/nothing`, 404);
  await checkAddress(page, 'home', '/');
  await checkAddress(page, 'real', nerima);
}
rmSync(folder, {recursive: true});
await browser.close();
close();
