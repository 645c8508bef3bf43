// Editions in Chromium: frozen, decided on, issued by another person, read by everybody, checked with openssl by
// somebody who has the file and the key alone, put right beside, withdrawn; wide and narrow, without script, in print.
// Closes with "N passed, N failed".
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {browser, checkAddress, checkRefused, checkShown, freshPage, pictures, picturesOf, says, signedIn, site} from './desk.mjs';
import {keyboardProblems} from './page_checks.mjs';
import {check, close} from './results.mjs';

const program = process.env.NIGIWAI_PROGRAM ?? `${process.cwd()}/build/release/src/app/nigiwai`;
const database = process.env.NIGIWAI_SERVED;
const one = '/plans/nerima-2011/editions/1';

async function nothingYet() {
  const page = await freshPage();
  await checkAddress(page, 'list-empty', '/plans/nerima-2011/editions');
  await checkAddress(page, 'keys-empty', '/editions/keys');
  await checkAddress(page, 'unknown', one, 404);
  await checkAddress(page, 'verify', '/editions/verify');
  check('verify: by keyboard', await keyboardProblems(page));
  await page.context().close();
}

async function drafted() {
  const page = await signedIn('demo-planner');
  await checkAddress(page, 'work-empty', '/staff/editions');
  await says(page, 'the missing key is told', '署名の鍵がありません');
  await page.click('#draft button');
  await checkRefused(page, 'draft-nothing');
  await page.selectOption('[name=plan]', 'nerima-2011');
  await page.fill('[name=edition_title]', '平成26年度進捗状況');
  await page.fill('[name=paper_text]', '公表したい。');
  await page.selectOption('[name=decide]', 'director');
  await page.click('#draft button');
  await page.waitForURL(/editions\/\d+/);
  await checkShown(page, 'drafted');
  const draft = new URL(page.url()).pathname;
  const paper = await page.getAttribute('main a[href*="/staff/approvals/"]', 'href');
  await page.context().close();
  return {draft, paper};
}

async function decided(paper) {
  const page = await signedIn('demo-director', {javaScriptEnabled: false});
  await page.goto(site + paper);
  await page.click('#sign button');
  await page.context().close();
}

async function issued(draft) {
  const page = await signedIn('demo-manager');
  await checkAddress(page, 'to-be-issued', draft);
  check('issue: by keyboard', await keyboardProblems(page));
  await page.fill('[name=time]', '朝');
  await page.fill('[name=released_year]', '2030');
  await page.fill('[name=released_month]', '1');
  await page.fill('[name=released_day]', '1');
  await page.click('#issue button');
  await checkRefused(page, 'issue-unreadable-time');
  for (const name of ['released_year', 'released_month', 'released_day', 'time']) await page.fill(`[name=${name}]`, '');
  await page.click('#issue button');
  await page.waitForURL(/plans\/nerima-2011\/editions\/1/);
  await says(page, 'issued', '署名して公表を決めました');
  await checkShown(page, 'issued');
  await page.context().close();
}

// With the file, the key and openssl; nothing of ours.
async function checkedByAnybody() {
  const page = await freshPage();
  await checkAddress(page, 'edition', one);
  await page.emulateMedia({media: 'print'});
  await page.screenshot({path: `${pictures}edition-edition-print.png`, fullPage: true});
  await page.emulateMedia({media: null});
  await checkAddress(page, 'list', '/plans/nerima-2011/editions');
  await checkAddress(page, 'keys', '/editions/keys');
  await checkAddress(page, 'clocks', `${one}/clocks?known=2015-06-30`);
  await checkAddress(page, 'clocks-nonsense', `${one}/clocks?known=x`, 400);
  const file = Buffer.from(await (await fetch(`${site}${one}/edition.json`)).arrayBuffer());
  const key = JSON.parse(file.toString()).key;
  const pem = await (await fetch(`${site}/editions/keys/${key}.pem`)).text();
  const folder = mkdtempSync(join(tmpdir(), 'edition-'));
  writeFileSync(join(folder, 'edition.json'), file);
  writeFileSync(join(folder, 'key.pem'), pem);
  await page.goto(`${site}/editions/verify`);
  const commands = (await page.textContent('pre')).trim().split('\n').join(' && ');
  let said = '';
  try {
    said = execFileSync('bash', ['-c', commands], {cwd: folder}).toString();
  } catch (error) {
    said = String(error);
  }
  check('openssl says what we say', said.includes('Verified Successfully') ? [] : [said]);
  const told = execFileSync(program, ['report', '--verify', `${site}${one}/edition.json`, '--key',
    join(folder, 'key.pem'), '--json']).toString();
  check('the program says so, from the address', JSON.parse(told).sound ? [] : [told]);
  await page.setInputFiles('#file', join(folder, 'edition.json'));
  await page.click('form.ng-form button');
  await says(page, 'the page says so', '改ざんはありません');
  await checkShown(page, 'verify-sound');
  writeFileSync(join(folder, 'edition.json'), file.toString().replace('平成26年度進捗状況', '平成27年度進捗状況'));
  await page.goto(`${site}/editions/verify`);
  await page.setInputFiles('#file', join(folder, 'edition.json'));
  await page.click('form.ng-form button');
  await says(page, 'altered is told', '署名されたあとに変えられています');
  await checkShown(page, 'verify-altered');
  for (const ending of ['csv', 'xlsx', 'pdf']) {
    const answer = await fetch(`${site}${one}/edition.${ending}`);
    check(`edition.${ending}`, answer.status === 200 ? [] : [String(answer.status)]);
  }
  rmSync(folder, {recursive: true});
  await page.context().close();
}

async function putRight() {
  const planner = await signedIn('demo-planner');
  await planner.goto(`${site}/staff/plans/nerima-2011/editions/1`);
  await planner.selectOption('#erratum [name=row]', '42');
  await planner.fill('#erratum [name=new_text]', '補助6件（とても長い正しい内容を入れても画面の横にはみ出さないこと）');
  await planner.fill('#erratum [name=reason]', '転記の誤り');
  await planner.click('#erratum button');
  await says(planner, 'proposed', '別の人が決めます');
  await planner.context().close();
  const manager = await signedIn('demo-manager');
  await checkAddress(manager, 'proposal', '/staff/plans/nerima-2011/editions/1');
  await manager.click('form[id^=confirm-] button');
  await says(manager, 'put right', '公表しました');
  await checkAddress(manager, 'edition-with-erratum', one);
  await says(manager, 'the erratum stands beside it', '転記の誤り');
  await checkAddress(manager, 'clocks-staff', '/staff/plans/nerima-2011/editions/1/clocks');
  await checkAddress(manager, 'anchor', '/staff/edition-anchor');
  await manager.click('#anchor button');
  await checkShown(manager, 'anchor-made');
  await manager.context().close();
}

async function withdrawn() {
  const planner = await signedIn('demo-planner');
  await planner.goto(`${site}/staff/plans/nerima-2011/editions/1`);
  await planner.fill('[name=withdrawal_reason]', '個人が分かる記載があったため');
  await planner.click('#withdrawal button');
  await planner.context().close();
  const manager = await signedIn('demo-manager');
  await manager.goto(`${site}/staff/plans/nerima-2011/editions/1`);
  await manager.click('form[id^=confirm-] button');
  await checkAddress(manager, 'withdrawn', one, 410);
  await says(manager, 'why it was withdrawn', '個人が分かる記載');
  await manager.context().close();
}

await picturesOf('edition');
await nothingYet();
const {draft, paper} = await drafted();
execFileSync(program, ['edition', 'key', 'new', '--municipality', '131202', '--db', database]);
await decided(paper);
await issued(draft);
await checkedByAnybody();
await putRight();
await withdrawn();
await browser.close();
close();
