// Papers in Chromium: attached to a record with the keyboard and by several at once, without script, refused by kind
// and by size, downloaded, taken off; wide and narrow. The server that NIGIWAI_URL names holds the plans and the
// accounts for practice; a record is put into its database (NIGIWAI_SERVED). Closes with "N passed, N failed".
import {execFileSync} from 'node:child_process';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {browser, checkAddress, checkRefused, checkShown, freshPage, picturesOf, send, signIn, site} from './desk.mjs';
import {keyboardProblems} from './page_checks.mjs';
import {check, close, expect} from './results.mjs';

const added = execFileSync(process.env.NIGIWAI_PROGRAM, ['record', 'add', '--db', process.env.NIGIWAI_SERVED,
  '--municipality', '131202', '--programme', 'craft-fair-support', '--kind', 'event_held', '--on', '2011-05-28',
  '--people', '3200'], {encoding: 'utf8'});
const record = `/staff/records/${added.match(/^\d+$/m)[0]}`;
const folder = await mkdtemp(join(tmpdir(), 'papers-'));
const longName = '令和8年度_産業融資あっせん事業_金銭消費貸借契約書の写し_'.repeat(4);

async function file(name, content) {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const contract = await file('契約書.pdf', `%PDF-1.4\n${'x'.repeat(1_500_000)}\n%%EOF\n`);
const list = await file(`${longName.slice(0, 70)}.csv`, '年度,件\n2026,3\n');

await picturesOf('paper');

async function clerkAttaches() {
  const page = await freshPage();
  await signIn(page, 'demo-clerk');
  await checkAddress(page, 'record-none', record);
  check('the page by keyboard', await keyboardProblems(page));
  await page.focus('#paper-papers');
  await page.setInputFiles('#paper-papers', [contract, list]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=paper_attached/);
  expect('two files at once, with the keyboard', (await page.locator('.ng-papers tbody tr').count()) === 2);
  await checkShown(page, 'record-two');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.ng-papers tbody a')]);
  expect('the name as given', download.suggestedFilename() === '契約書.pdf', download.suggestedFilename());
  const came = await readFile(await download.path());
  expect('the content as given', came.equals(await readFile(contract)));

  await page.setInputFiles('#paper-papers', [await file('領収書.pdf', 'MZ')]);
  await page.selectOption('#paper-eyes', 'personal');
  await page.click('#paper button');
  expect('the kind is said', (await page.textContent('main')).includes('「領収書.pdf」の中身は pdf ではありません'));
  expect('what was chosen beside it stays', (await page.inputValue('#paper-eyes')) === 'personal');
  await checkRefused(page, 'record-refused');
  await page.click('#paper button');
  await checkRefused(page, 'record-no-file');

  const large = await file('大きい.pdf', Buffer.alloc(200_000_000, 'a'));
  await page.setInputFiles('#paper-papers', [large]);
  await page.click('#paper button');
  await page.waitForLoadState();
  expect('200 MB is told so', (await page.textContent('main')).includes('合計20MBまで'), await page.textContent('main'));
  await checkShown(page, 'too-large');
  await page.goto(site + record);
  expect('and left nothing', (await page.locator('.ng-papers tbody tr').count()) === 2);

  await page.locator('.ng-papers tbody tr').nth(1).getByRole('link').last().click();
  await checkShown(page, 'take-off');
  await page.click('#off button');
  await checkRefused(page, 'take-off-refused');
  await send(page, 'off', {reason: '別の件の書類だったため。'.repeat(10)});
  await page.waitForURL(/done=paper_taken_off/);
  await page.click('.ng-papers summary');
  await checkShown(page, 'record-taken-off');
  await page.context().close();
}

async function withoutScript() {
  const page = await freshPage({javaScriptEnabled: false});
  await signIn(page, 'demo-chief');
  await page.goto(site + record);
  await page.setInputFiles('#paper-papers', [await file('写真.png', Buffer.from('89504e470d0a1a0a00', 'hex'))]);
  await page.selectOption('#paper-eyes', 'personal');
  await page.click('#paper button');
  expect('without script', page.url().includes('done=paper_attached'), page.url());
  await page.context().close();
}

async function others() {
  const page = await freshPage();
  await signIn(page, 'demo-planner');
  await checkAddress(page, 'record-planner', record);
  expect('a planner adds nothing', (await page.locator('#paper').count()) === 0);
  const address = await page.getAttribute('.ng-papers tbody a', 'href');
  await page.context().close();
  const stranger = await freshPage();
  await signIn(stranger, 'demo-corporation');
  const answer = await stranger.goto(site + address);
  expect('another body is refused', answer.status() === 403, String(answer.status()));
  await checkShown(stranger, 'refused');
  await stranger.goto(`${site}/en/staff`);
  await stranger.context().close();
  const english = await freshPage();
  await signIn(english, 'demo-chief', '/en/sign-in');
  await checkAddress(english, 'record-english', `/en${record}`);
  await english.context().close();
}

await clerkAttaches();
await withoutScript();
await others();
await browser.close();
close();
