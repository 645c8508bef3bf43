// An old table becomes a publication that anybody can check, in a real browser: a file is sent, what was understood
// is corrected and taken over; the table is frozen, looked at by a chief, decided on by a director and issued by a
// manager for a minute; at that minute, and not before, everybody reads it; a third party checks it in a process of
// its own with the file and the key alone; altered bytes, a key that is missing and a key that was changed are told;
// an erratum stands beside it with day, reason, old and new; and the two clocks say line by line why the published
// table and today's differ. Every page on the way is accessible, wide and narrow. NIGIWAI_URL names a server with the
// plans and the accounts for practice, NIGIWAI_SERVED its database. Closes with "N passed, N failed".
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {as, browser, freshPage, municipality, phone, pictures, picturesOf, send, site, wide} from './desk.mjs';
import {axeProblems, sidewaysProblems} from './page_checks.mjs';
import {check, close, expect} from './results.mjs';

const program = process.env.NIGIWAI_PROGRAM;
const database = process.env.NIGIWAI_SERVED;
const slug = 'hamura';
const one = `/plans/${slug}/editions/1`;
const work = `/staff/plans/${slug}/editions/1`;
const folder = mkdtempSync(join(tmpdir(), 'journey-'));
const header = '羽村市産業振興計画 進捗状況,,,,\n番号,事業名,担当課,令和4年度実績,令和5年度実績,評価\n';
const rows = [['1', '空き店舗の活用', '産業課', '3件', '4件', '拡充'], ['2', '創業の相談', '産業課', '40件', '44件', '現状継続'],
  ['3', '商店街の催し', '商工会', '未実施', '2回', '改善（手段変更）']];
const table = (lines) => Buffer.from('\uFEFF' + header + lines.map((line) => `${line.join(',')}\n`).join(''));

// What the page says, and that it can be used by everybody.
async function says(page, name, ...texts) {
  const shown = (await page.textContent('main')).replace(/\s+/g, ' ');
  for (const text of texts) expect(`${name}: ${text}`, shown.includes(text), shown.slice(0, 500));
  for (const viewport of [wide, phone]) {
    await page.setViewportSize(viewport);
    check(`${name}: sideways scroll at ${viewport.width}`, await sidewaysProblems(page));
    check(`${name}: accessibility at ${viewport.width}`, await axeProblems(page));
    await page.screenshot({path: `${pictures}journey-${name.replaceAll(' ', '-')}-${viewport.width}.png`, fullPage: true});
  }
  await page.setViewportSize(wide);
}

const status = async (path) => (await fetch(site + path, {redirect: 'manual'})).status;

// A process that has neither our folder nor our settings nor a database: the file (or address) and a key.
function verified(what, key) {
  const ran = spawnSync(program, ['report', '--verify', what, '--key', key],
    {cwd: folder, env: {HOME: folder, LANG: 'C.UTF-8'}, encoding: 'utf8'});
  return {code: ran.status, said: ran.stdout + ran.stderr};
}

function key(...words) {
  return execFileSync(program, ['edition', 'key', ...words, '--municipality', municipality, '--db', database,
    '--data', process.env.NIGIWAI_DATA], {encoding: 'utf8'}).trim();
}

async function keyFile(number) {
  const path = join(folder, `${number}.pem`);
  writeFileSync(path, await (await fetch(`${site}/editions/keys/${number}.pem`)).text());
  return path;
}

let imported = '';
let draft = '';
let paper = '';
let first = '';  // the key that signs
let second = '';  // the key after it

async function oldTableComesIn() {
  await as('demo-planner', async (page) => {
    await page.goto(`${site}/staff/imports/new`);
    await says(page, 'import begins', '表');
    await page.setInputFiles('#new-import-table_file', {name: '進捗.csv', mimeType: 'text/csv', buffer: table(rows)});
    await page.click('#new-import button');
    await page.waitForURL(/done=import_begun/);
    imported = new URL(page.url()).pathname;
    await says(page, 'what was understood', '令和4年度実績', '改善（手段変更）');
    await page.fill('[name="year.4"]', '二〇二二');
    await page.click('#columns button');
    expect('nonsense is told and kept', await page.inputValue('[name="year.4"]') === '二〇二二');
    await page.fill('[name="year.4"]', '2022');
    await page.click('#columns button');
    await page.waitForURL(/done=import_corrected/);
    await send(page, 'plan', {slug, plan_title: '羽村市産業振興計画', from_year: '2022', until_year: '2026'});
    await page.waitForURL(/done=import_corrected/);
    await page.goto(`${site}${imported}/take`);
    await says(page, 'before it is taken over', '3行・2列・6欄', '現状継続');
    await page.click('#take button');
    await page.waitForURL(/done=import_taken/);
    await says(page, 'taken over', '計画に取り込まれています');
  });
  expect('the public knows nothing of the plan', await status(`/plans/${slug}`) === 404);
}

async function tableIsFrozen() {
  await as('demo-planner', async (page) => {
    await page.goto(`${site}/staff/editions`);
    await says(page, 'no key yet', '署名の鍵がありません');
    await page.selectOption('#draft-plan', slug);
    await send(page, 'draft', {edition_title: '令和5年度進捗状況', paper_text: '公表したい。', co_sign: 'chief',
      decide: 'director'});
    await page.waitForURL(/editions\/\d+/);
    draft = new URL(page.url()).pathname;
    paper = await page.getAttribute('main a[href*="/staff/approvals/"]', 'href');
    await says(page, 'drafted', '回議中', '空き店舗の活用', '44件');
    expect('who drafted cannot issue', await page.locator('#issue').count() === 0);
  });
}

async function severalApprove() {
  for (const login of ['demo-chief', 'demo-director']) {
    await as(login, async (page) => {
      await page.goto(site + paper);
      await says(page, `${login} reads the paper`, '公表したい。');
      await page.click('#sign button');
      await page.waitForURL(/done=signed/);
    });
  }
}

async function issuedForAMinute() {
  await as('demo-manager', async (page) => {
    await page.goto(site + draft);
    await page.click('#issue button');
    await says(page, 'a missing key is told', '署名の鍵がありません', '何も書き込んでいません');
    first = key('new');
    const at = new Date(Math.ceil((Date.now() + 5_000) / 60_000) * 60_000);
    const japan = new Date(at.getTime() + 9 * 3_600_000).toISOString();
    await page.goto(site + draft);
    const when = {released_year: japan.slice(0, 4), released_month: japan.slice(5, 7), released_day: japan.slice(8, 10),
      time: japan.slice(11, 16)};
    for (const [name, value] of Object.entries(when)) await page.fill(`[name=${name}]`, value);
    await page.click('#issue button');
    await page.waitForURL(new RegExp(work));
    await says(page, 'issued for a minute', '署名して公表を決めました');
    for (const path of [one, `${one}/edition.json`, `${one}/clocks`])
      expect(`not before its minute: ${path}`, Date.now() >= at || await status(path) === 404);
    expect('no feed tells of it', Date.now() >= at ||
      !(await (await fetch(`${site}/feed.atom`)).text()).includes('令和5年度進捗状況'));
    await page.waitForTimeout(Math.max(0, at - Date.now()) + 300);
  });
  expect('at its minute it is there', await status(one) === 200, String(await status(one)));
  expect('the feed of the site tells of it', (await (await fetch(`${site}/feed.atom`)).text()).includes('令和5年度進捗状況'));
}

async function anybodyChecksIt() {
  const page = await freshPage();
  await page.goto(site + one);
  await says(page, 'published', '令和5年度進捗状況', '44件', '公印でも');
  for (const link of await page.$$eval('main a', (links) => links.map((anchor) => anchor.href)))
    expect(`no dead link: ${link}`, (await fetch(link)).status === 200);
  const pem = await keyFile(first);
  const sound = verified(site + one + '/edition.json', pem);
  expect('a third party, from the address', sound.code === 0 && sound.said.includes('改ざんはありません'), sound.said);
  const bytes = await (await fetch(`${site}${one}/edition.json`)).text();
  const file = join(folder, 'edition.json');
  writeFileSync(file, bytes.replace('44件', '54件'));
  const altered = verified(file, pem);
  expect('an altered file is refused', altered.code === 1 && altered.said.includes('変えられています'), altered.said);
  const missing = verified(file, join(folder, 'nothing.pem'));
  expect('a key file that is not there', missing.code === 1 && missing.said.includes('nothing.pem'), missing.said);
  await page.goto(`${site}/editions/verify`);
  await says(page, 'how anybody checks it', 'openssl pkeyutl -verify', 'nigiwai report --verify');
  await page.setInputFiles('#file', file);
  await page.click('form.ng-form button');
  await says(page, 'the page refuses it too', '署名されたあとに変えられています');
  writeFileSync(file, bytes);
  await page.goto(`${site}/editions/verify`);
  await page.setInputFiles('#file', file);
  await page.click('form.ng-form button');
  await says(page, 'the page finds it sound', '改ざんはありません');
  await page.context().close();
}

async function keyIsChanged() {
  key('retire', first, '--reason', '年度替え');
  second = key('new');
  const withOther = verified(site + one + '/edition.json', await keyFile(second));
  expect('another key is told with its number', withOther.code === 1 && withOther.said.includes(first), withOther.said);
  expect('the old key still says it is sound', verified(site + one + '/edition.json', await keyFile(first)).code === 0);
  const page = await freshPage();
  await page.goto(`${site}/editions/keys`);
  await says(page, 'both keys', first, second);
  await page.context().close();
}

async function putRight() {
  await as('demo-planner', async (page) => {
    await page.goto(site + work);
    await page.selectOption('#erratum-row', '2');
    await page.selectOption('#erratum-column', {label: '令和5年度実績'});
    await send(page, 'erratum', {new_text: '45件', reason: '3月の相談1件が漏れていた'});
    await says(page, 'proposed', '別の人が決めます');
    expect('who proposed cannot issue', await page.locator('form[id^=confirm-]').count() === 0);
    // And what is known since: the table comes in again, with a later correction.
    const later = rows.map((line) => line[0] === '1' ? [...line.slice(0, 4), '5件', line[5]] : line);
    await page.goto(site + imported);
    await page.setInputFiles('#again-table_file', {name: '訂正.csv', mimeType: 'text/csv', buffer: table(later)});
    await page.click('#again button');
    await page.waitForURL(/done=import_begun/);
    await page.goto(`${site}${new URL(page.url()).pathname}/take`);
    await says(page, 'the differences alone', '4件', '5件');
    await page.click('#take button');
    await page.waitForURL(/done=import_taken/);
  });
  await as('demo-manager', async (page) => {
    await page.goto(site + work);
    await page.click('form[id^=confirm-] button');
    await says(page, 'the erratum is issued', '公表しました');
  });
  const page = await freshPage();
  await page.goto(site + one);
  await says(page, 'the erratum stands beside it', '3月の相談1件が漏れていた', '44件', '45件');
  const bytes = await (await fetch(`${site}${one}/edition.json`)).text();
  expect('the signed table is what it was', bytes.includes('44件') && !bytes.includes('45件'));
  const erratum = verified(`${site}${one}/errata/1`, await keyFile(second));
  expect('the erratum has a signature of its own', erratum.code === 0, erratum.said);
  await page.context().close();
}

async function twoClocks() {
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  const page = await freshPage();
  await page.goto(`${site}${one}/clocks`);
  await says(page, 'what the public is told', '創業の相談', '44件', '45件', '3月の相談1件が漏れていた');
  await page.context().close();
  await as('demo-planner', async (staff) => {
    await staff.goto(`${site}${work}/clocks?known=${today}`);
    await says(staff, 'line by line', '空き店舗の活用', '4件', '5件', '創業の相談', '45件');
    const lines = await staff.$$eval('.ng-clocks tbody tr', (all) => all.map((line) =>
      line.lastElementChild.textContent.trim()));
    expect('every difference says why', lines.length >= 2 && lines.every((because) => because !== ''), lines.join(' | '));
  });
}

async function nothingWasBroken() {
  const said = execFileSync(program, ['verify', '--db', database, '--data', process.env.NIGIWAI_DATA],
    {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
  expect('verify finds nothing', !said.includes('署名がこの内容'), said);
}

await picturesOf('journey');
for (const part of [oldTableComesIn, tableIsFrozen, severalApprove, issuedForAMinute, anybodyChecksIt, keyIsChanged,
  putRight, twoClocks, nothingWasBroken])
  await part().catch((error) => check(`${part.name} can be walked through`, [error.message]));
rmSync(folder, {recursive: true});
await browser.close();
close();
