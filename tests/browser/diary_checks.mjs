// The work diary as an officer meets it: at a fair with a phone in one hand, at a desk with a month of cells, by
// keyboard alone, without script, and with a line that drops. NIGIWAI_URL names the server.
import {browser, checkAddress, checkRefused, checkShown, freshPage, phone, picturesOf, signIn, site, wide} from './desk.mjs';
import {check, close} from './results.mjs';

await picturesOf('diary');
const today = new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10);
const monthNow = today.slice(0, 7).replace('-', '');
const programme = '/staff/diary/craft-fair-support';

const page = await freshPage();
await signIn(page, 'demo-clerk');
const expectText = async (where, name, text) =>
  check(name, (await where.content()).includes(text) ? [] : [`“${text}” is not on ${where.url()}`]);

// ---- empty
await checkAddress(page, 'list-empty', '/staff/diary');
await checkAddress(page, 'programme-empty', programme);
await checkAddress(page, 'month-empty', `${programme}/months/201110`);
await checkAddress(page, 'paste-empty', `${programme}/paste`);
await checkAddress(page, 'unknown-entry', '/staff/diary/entries/5', 404);

// ---- a fair, on a phone: 4,700 visitors of October 2011, written today
const phoneContext = await browser.newContext({viewport: phone, locale: 'ja-JP', hasTouch: true, isMobile: true});
const onPhone = await phoneContext.newPage();
await signIn(onPhone, 'demo-clerk');
await onPhone.goto(site + programme);
const targets = await onPhone.$$eval('#entry input:not([type=hidden]), #entry button', (all) =>
  all.filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < 44)
    .map((one) => `${one.name || one.textContent} is ${one.getBoundingClientRect().height} px high`));
check('phone: every target can be met with a thumb', targets);
check('phone: numbers bring up digits', await onPhone.$eval('#entry-event_held--people', (one) =>
  one.inputMode === 'numeric' ? [] : [one.inputMode]));
await onPhone.fill('#entry-first-year', '平成23');
await onPhone.fill('#entry-first-month', '10');
await onPhone.fill('#entry-first-day', '８');
await onPhone.fill('#entry-event_held--people', '４，７００人');
await onPhone.tap('#entry button[type=submit]');
await onPhone.waitForSelector('#entry-other_year');
await expectText(onPhone, 'phone: a day of another year is asked about', '2011年度の日付です');
check('phone: what was typed stays',
  await onPhone.inputValue('#entry-event_held--people') === '４，７００人' ? [] : ['the number is gone']);
await onPhone.check('#entry-other_year');
await Promise.all([onPhone.waitForURL(/entries\/\d+/), onPhone.tap('#entry button[type=submit]')]);
const entry = new URL(onPhone.url()).pathname;
await expectText(onPhone, 'phone: the figure is told at once', '4,700人');
await expectText(onPhone, 'phone: and that nobody has confirmed it', '未確認（確認済みは0人）');
await Promise.all([onPhone.waitForURL(/cells\/2011/), onPhone.tap('a[href*="/rows/1/cells/2011"]')]);
await expectText(onPhone, 'phone: the cell follows', '4,700人');
await expectText(onPhone, 'phone: the month too', '2011-10');

// ---- corrected to 4,070, visible as such
await checkAddress(page, 'entry', entry);
await page.click('details:has(#correction) > summary');
await page.fill('#correction-event_held--people', '4070');
await page.click('#correction button[type=submit]');
await checkRefused(page, 'correction-without-reason');
await page.fill('#correction-reason', '数え違い');
await Promise.all([page.waitForURL(/done=corrected/), page.click('#correction button[type=submit]')]);
await expectText(page, 'the correction is visible', '取り消した記録');
await expectText(page, 'with its reason', '数え違い');
await checkShown(page, 'entry-corrected');
await page.goto(`${site}/staff/plans/nerima-2011/rows/1/cells/2011`);
await expectText(page, 'the cell follows the correction', '4,070人');

// ---- refused: every sentence leads to its field
await page.goto(site + programme);
await page.fill('#entry-event_held--people', 'おおぜい');
await page.click('#entry button[type=submit]');
await page.waitForSelector('.ng-notice[data-kind=error]');
await checkRefused(page, 'refused');

// ---- by keyboard alone
await page.goto(site + programme);
await page.focus('#entry-first-day');
await page.keyboard.press('Tab');
await page.keyboard.type('120');
await page.keyboard.press('Enter');
await page.waitForURL(/entries\/\d+/);
await expectText(page, 'keyboard: an entry', '120人');
await page.goto(`${site}/staff/diary/flower-pots/months/${monthNow}`);
await page.focus('tbody input');
await page.keyboard.type('2');
await page.keyboard.press('Tab');
await page.keyboard.type('1');
await page.keyboard.press('Enter');
await page.waitForURL(/done=month_saved/);
await expectText(page, 'keyboard: the month says what it moved', 'この記入で動いた実績値');
await checkShown(page, 'month-saved');
await page.goto(`${site}/staff/diary/flower-pots/months/${monthNow}`);
check('keyboard: the month holds what was typed', await page.$eval('tbody input', (one) =>
  one.value === '2' ? [] : [one.value]));
await page.fill('tbody input', '');
await page.click('#month button[type=submit]');
await checkRefused(page, 'month-without-reason');
await page.fill('#month-reason', '別の日でした');
await Promise.all([page.waitForURL(/done=month_saved/), page.click('#month button[type=submit]')]);

// ---- a table pasted, twice
const table = `日付\t来場者\t場所\n${today}\t31\t石神井公園\nきのう\t5\t\n`;
await page.goto(`${site}${programme}/paste`);
await page.fill('#paste-table', table);
await page.click('#paste button');
await page.waitForLoadState();
await expectText(page, 'paste: the row that is wrong is named', '3行目');
await checkRefused(page, 'paste-wrong');
await page.fill('#paste-table', table.split('\n').slice(0, 2).join('\n'));
await page.click('#paste button');
await checkShown(page, 'paste-preview');
await Promise.all([page.waitForURL(/done=pasted/), page.click('#apply button')]);
await page.goto(`${site}${programme}/paste`);
await page.fill('#paste-table', table.split('\n').slice(0, 2).join('\n'));
await page.click('#paste button');
await page.waitForLoadState();
await expectText(page, 'paste: the same table again is recognised', 'すべて、すでに記録されています');
await page.goto(`${site}${programme}/paste`);
await page.setInputFiles('#paste-table_file', {name: 'fair.csv', mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF日付,来場者,場所\n${today},９９人,光が丘\n`)});
await page.click('#paste button');
await expectText(page, 'a file is read like a pasted table', '99人');
await page.setInputFiles('#paste-table_file', {name: 'fair.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04nothing')});
await page.click('#paste button');
await checkRefused(page, 'paste-broken-file');
await checkAddress(page, 'programme', programme);
await checkAddress(page, 'list', '/staff/diary');
await checkAddress(page, 'list-searched', '/staff/diary?q=%E7%9F%B3%E7%A5%9E%E4%BA%95');
await page.setViewportSize(wide);

// ---- without script
const plain = await (await browser.newContext({javaScriptEnabled: false, locale: 'ja-JP'})).newPage();
await signIn(plain, 'demo-clerk');
await plain.goto(`${site}/staff/diary/pickles-fair-support`);
await plain.fill('#entry-event_held--count', '1');
await plain.click('#entry button[type=submit]');
check('without script: an entry', /entries\/\d+/.test(plain.url()) ? [] : [plain.url()]);

// ---- the line drops: kept on the phone, sent once when it is back
const entriesOf = async (where, of) => {
  await where.goto(`${site}/staff/diary/${of}`);
  return where.locator('table.ng-lines tbody tr').count();
};
const waiting = async (where) => (await where.locator('[data-kept]').isVisible()) ? where.locator('[data-kept]').innerText() : '';
const workshop = `${site}/staff/diary/trade-body-round-table`;
await onPhone.goto(workshop);
await onPhone.fill('#entry-meeting_held--people', '12');
await phoneContext.setOffline(true);
await onPhone.tap('#entry button[type=submit]');
await onPhone.waitForSelector('[data-kept]:visible');
check('offline: it is said', (await waiting(onPhone)).includes('未送信 1件') ? [] : [await waiting(onPhone)]);
await onPhone.screenshot({path: new URL('../../build/screenshots/diary-offline-390.png', import.meta.url).pathname});
await onPhone.tap('#entry button[type=submit]');
await onPhone.waitForTimeout(300);
check('offline: pressed twice it is one', (await waiting(onPhone)).includes('未送信 1件') ? [] : [await waiting(onPhone)]);
await phoneContext.setOffline(false);
await onPhone.waitForFunction(() => JSON.parse(localStorage.getItem('nigiwai.unsent') || '[]').length === 0);
check('back online: sent exactly once', await entriesOf(page, 'trade-body-round-table') === 1 ? [] : ['not one entry']);

// ---- the session ends meanwhile: signing in again sends it; nobody else ever does
await onPhone.goto(workshop);
await onPhone.fill('#entry-meeting_held--people', '15');
await phoneContext.clearCookies();
await onPhone.tap('#entry button[type=submit]');
await onPhone.waitForSelector('[data-kept]:visible');
check('session over: it is kept', (await waiting(onPhone)).includes('未送信 1件') ? [] : [await waiting(onPhone)]);
await signIn(onPhone, 'demo-chief');
await onPhone.goto(workshop);
await onPhone.waitForTimeout(500);
check('somebody else on the same phone sees and sends nothing',
  await waiting(onPhone) === '' && await entriesOf(page, 'trade-body-round-table') === 1 ? [] : [await waiting(onPhone)]);
await phoneContext.clearCookies();
await signIn(onPhone, 'demo-clerk');
await onPhone.waitForFunction(() => JSON.parse(localStorage.getItem('nigiwai.unsent') || '[]').length === 0);
check('signed in again: sent', await entriesOf(page, 'trade-body-round-table') === 2 ? [] : ['not two entries']);

// ---- nothing secret on the device, and nothing after signing out
await onPhone.goto(workshop);
await onPhone.fill('#entry-meeting_held--people', '16');
await phoneContext.setOffline(true);
await onPhone.tap('#entry button[type=submit]');
await onPhone.waitForSelector('[data-kept]:visible');
const kept = await onPhone.evaluate(() => localStorage.getItem('nigiwai.unsent'));
check('on the device: no token, no password', /token|password/.test(kept) ? [kept] : []);
await checkShown(onPhone, 'unsent');
await onPhone.route('**/staff/diary/trade-body-round-table', (route) =>
  route.request().method() === 'POST' ? route.abort() : route.continue());
await phoneContext.setOffline(false);
onPhone.on('dialog', (dialog) => dialog.accept());
await onPhone.click('form[action$="/sign-out"] button');
await onPhone.waitForURL(/sign-in/);
check('signed out: nothing is left',
  await onPhone.evaluate(() => JSON.parse(localStorage.getItem('nigiwai.unsent')).length) === 0 ? [] : ['it is still there']);

await browser.close();
close();
