// The advice desk in Chromium: reception by keyboard alone and on a phone, with and without script, what is
// refused, what is due, a client's history, corrections, the register, and what others do not see. The server that
// NIGIWAI_URL names holds the plans and the accounts for practice. Closes with "N passed, N failed".
import {check, close, expect} from './results.mjs';
import {browser, checkAddress, checkRefused, checkShown, phone, picturesOf, send, signedIn, site} from './desk.mjs';
import {keyboardProblems, watch, withoutOwnStatus} from './page_checks.mjs';

const longText = '練馬区役所産業経済部商工観光課商工係による長い相談の記載。'.repeat(20);
const secretWords = '夜逃げの話';

const dayOf = (days) => {
  const day = new Date(Date.now() + 9 * 3600000 + days * 86400000).toISOString().slice(0, 10).split('-');
  return {year: day[0], month: String(Number(day[1])), day: String(Number(day[2]))};
};

async function fillDay(page, name, days) {
  for (const [part, value] of Object.entries(dayOf(days))) await page.fill(`#consultation-${name}-${part}`, value);
}

let consultation = '';
let client = '';

async function emptyDesk() {
  const page = await signedIn('demo-clerk');
  await checkShown(page, 'start');
  await checkAddress(page, 'desk-empty', '/staff/consultations');
  await checkAddress(page, 'list-empty', '/staff/consultations/list');
  await checkAddress(page, 'register-empty', '/staff/businesses');
  await page.context().close();
}

async function registerIsWritten() {
  const page = await signedIn('demo-clerk');
  await checkAddress(page, 'register-new', '/staff/businesses/new');
  await page.click('#new-business button');
  await checkRefused(page, 'register-refused');
  await send(page, 'new-business', {name: '株式会社 大泉製作所', kana: 'おおいずみ', phone: '03-1234-5678',
    address: longText.slice(0, 190), share: 'given'});
  await page.waitForURL(/done=added/);
  await checkShown(page, 'register-entry');
  await page.goto(`${site}/staff/businesses/new`);
  await send(page, 'new-business', {name: '㈱大泉製作所'});
  await checkShown(page, 'register-double');
  await page.context().close();
}

// Tab, arrows, Space and Enter alone, without script.
async function receptionByKeyboard() {
  const page = await signedIn('demo-clerk', {javaScriptEnabled: false});
  await page.goto(`${site}/staff/consultations/new`);
  const at = () => page.evaluate('document.activeElement.id').catch(() => '');
  await page.focus('#main');
  const order = [];
  const type = async (id, text) => {
    for (let i = 0; i < 60 && await page.locator(':focus').getAttribute('id').catch(() => '') !== id; ++i)
      await page.keyboard.press('Tab');
    order.push(id);
    if (text === ' ') await page.keyboard.press('Space');
    else if (text) await page.keyboard.type(text);
  };
  await type('consultation-client', '大泉');
  await type('consultation-from', '10:00');
  await type('consultation-until', '１０：３０');
  await type('consultation-topic-finance', ' ');
  await type('consultation-topic-tax', ' ');
  await type('consultation-content', '資金繰りの相談');
  await type('consultation-advice', '融資の案内');
  await type('consultation-next_action', '電話する');
  const due = dayOf(3);
  await type('consultation-next_on-year', due.year);
  await type('consultation-next_on-month', due.month);
  await type('consultation-next_on-day', due.day);
  await type('consultation-referral', '');
  await page.locator('#consultation-referral').selectOption({index: 3});
  await page.keyboard.press('Tab');
  for (let i = 0; i < 10; ++i) {
    if (await page.locator(':focus').evaluate((e) => e.tagName).catch(() => '') === 'BUTTON') break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=held/);
  consultation = new URL(page.url()).pathname;
  await page.context().close();
  const looking = await signedIn('demo-clerk');
  await checkAddress(looking, 'consultation', consultation);
  const text = await looking.textContent('main');
  expect('the consultation says what was typed', ['資金繰りの相談', '10:00から10:30まで', '紹介した（結果待ち）',
    '株式会社 大泉製作所'].every((part) => text.includes(part)), text);
  expect('it links to the cell that counts it', text.includes('練馬区商工業振興計画 №17'), text);
  client = new URL(await looking.getAttribute('.ng-facts a[href*="/staff/clients/"]', 'href'), site).pathname;
  check('a consultation: by keyboard alone', await keyboardProblems(looking));
  await looking.goto(site + await looking.getAttribute('.ng-links a[href*="/figures/"]', 'href'));
  expect('the figure shows one record', (await looking.textContent('main')).includes('1'), 'no record');
  await looking.context().close();
}

async function refusedKeepsWhatWasTyped() {
  const page = await signedIn('demo-clerk');
  await checkAddress(page, 'new', '/staff/consultations/new');
  await page.fill('#consultation-client', '知らない商店');
  await page.fill('#consultation-from', '−30分');
  await page.fill('#consultation-content', longText);
  await page.click('#consultation button');
  await checkRefused(page, 'new-refused');
  expect('what was typed stays', await page.inputValue('#consultation-content') === longText, 'lost');
  await page.selectOption('#consultation-client_kind', 'anonymous');
  await page.fill('#consultation-client', '');
  await page.fill('#consultation-from', '');
  await page.check('#consultation-topic-startup');
  await page.selectOption('#consultation-secrecy', 'shared');
  await page.click('#consultation button');
  await checkRefused(page, 'new-refused-shared');
  await page.context().close();
}

async function closedWindowLosesNothing() {
  const page = await signedIn('demo-clerk');
  await page.goto(`${site}/staff/consultations/new`);
  await page.fill('#consultation-content', '途中まで聞いた話');
  await page.waitForTimeout(6000);
  await page.goto(`${site}/staff/consultations/new`);
  await checkShown(page, 'new-unsent');
  await page.click('a[href*="unsent=restore"]');
  expect('what was typed is still there', await page.inputValue('#consultation-content') === '途中まで聞いた話', 'lost');
  await checkShown(page, 'new-restored');
  await page.context().close();
}

// On a phone, of somebody not yet known, secret.
async function receptionOnAPhone() {
  const page = await signedIn('demo-clerk', {viewport: phone, isMobile: true, hasTouch: true});
  await page.goto(`${site}/staff/consultations/new`);
  await page.selectOption('#consultation-client_kind', 'founder');
  await page.fill('#consultation-client', 'ひみつ 花子');
  await page.tap('label:has(#consultation-topic-startup)');
  await page.selectOption('#consultation-secrecy', 'secret');
  await page.fill('#consultation-content', secretWords);
  await fillDay(page, 'follow_up_on', 0);
  await page.tap('#consultation button');
  await page.waitForURL(/done=held/);
  await checkShown(page, 'phone-held');
  await page.context().close();
}

async function deskShowsWhatIsDue() {
  const page = await signedIn('demo-clerk');
  await checkAddress(page, 'desk', '/staff/consultations');
  const text = await page.textContent('main');
  expect('the counts differ where they should', text.includes('2件・延べ2者・2者'), text);
  await checkAddress(page, 'list', '/staff/consultations/list');
  await checkAddress(page, 'list-wrong-day', '/staff/consultations/list?from=きのう', 400);
  await checkAddress(page, 'history', client);
  await checkAddress(page, 'merge', `${client}/merge`);
  await page.click('#merge button');
  await checkRefused(page, 'merge-refused');
  await checkAddress(page, 'correct', `${consultation}/correct`);
  await page.fill('#consultation-advice', '融資と専門家の案内');
  await page.click('#consultation button');
  await checkRefused(page, 'correct-refused');
  await page.fill('#consultation-reason', '追記');
  await page.click('#consultation button');
  await page.waitForURL(/done=corrected/);
  await send(page, 'step-next_done', {note: '電話した'});
  await page.waitForURL(/done=step/);
  await send(page, 'step-referral', {step: 'referral_followed'});
  await checkShown(page, 'consultation-done');
  await checkAddress(page, 'desk-en', '/en/staff/consultations');
  await page.emulateMedia({media: 'print'});
  await page.goto(site + consultation);
  expect('printed without forms', await page.locator('.ng-form').first().isHidden(), 'forms are printed');
  await page.context().close();
}

async function othersSeeNothing() {
  const page = await signedIn('demo-corporation');
  const refused = await page.goto(site + consultation);
  expect('the corporation does not open the ward\'s consultation', refused.status() === 403, String(refused.status()));
  await checkShown(page, 'refused');
  for (const address of ['/staff/consultations', '/staff/consultations/list', '/staff/consultations/list.csv', client]) {
    const answer = await page.request.get(site + address);
    const body = await answer.text();
    expect(`${address} tells the corporation no word`, !body.includes(secretWords) && !body.includes('資金繰り'), 'it does');
  }
  await page.context().close();
  const auditor = await signedIn('demo-auditor');
  await auditor.goto(`${site}/staff/history`);
  expect('the refusal is in the history', (await auditor.textContent('main')).includes(consultation), 'it is not');
  await auditor.context().close();
}

async function policy() {
  const page = await signedIn('demo-clerk');
  const problems = watch(page, site);
  for (const address of ['/staff/consultations', '/staff/consultations/new', consultation, client, '/staff/businesses'])
    await page.goto(site + address);
  check('policy, console, hosts', withoutOwnStatus(problems, 200));
  await page.context().close();
}

await picturesOf('consultation');
for (const part of [emptyDesk, registerIsWritten, receptionByKeyboard, refusedKeepsWhatWasTyped, closedWindowLosesNothing,
  receptionOnAPhone, deskShowsWhatIsDue, othersSeeNothing, policy])
  await part().catch((error) => check(`${part.name} can be walked through`, [error.message]));
await browser.close();
close();
