// The pages of the staff in Chromium, as people see them who have signed in: empty, refused, with long text,
// wide and narrow, on paper and by keyboard. The server that NIGIWAI_URL names holds the accounts for
// practice. Pictures are left in build/screenshots/. Closes with "N passed, N failed".
import {browser, site, password, municipality, freshPage,
  signIn, checkShown, checkAddress, send, checkRefused, picturesOf} from './desk.mjs';
import {keyboardProblems, paperProblems, watch, withoutOwnStatus} from './page_checks.mjs';
import {check, close} from './results.mjs';

const longName = '練馬区役所産業経済部商工観光課商工係における長い名前の利用者'.repeat(3);

async function signedOutPages() {
  const page = await freshPage();
  await checkAddress(page, 'sign-in', '/sign-in');
  await checkAddress(page, 'sign-in-en', '/en/sign-in');
  await send(page, 'sign-in', {login: 'nobody', password: 'wrong'});
  await checkRefused(page, 'sign-in-wrong');
  await checkAddress(page, 'invitation-over', '/invitation/nothing', 410);
  await page.context().close();
}

// Without a policy in the way of axe nothing is known about the policy: watched on a page of its own.
async function policyAndCookie() {
  const page = await freshPage();
  const problems = watch(page, site);
  await signIn(page, 'demo-administrator', '/sign-in?back=/account');
  const cookies = await page.context().cookies();
  const kept = cookies.filter((one) => one.name === '__Host-nigiwai' && one.secure && one.httpOnly);
  check('the cookie is kept on this machine', kept.length === 1 ? [] : [JSON.stringify(cookies)]);
  check('signing in leads back', page.url() === `${site}/account` ? [] : [page.url()]);
  for (const address of ['/staff', '/staff/people', '/staff/permissions', '/account/second-factor'])
    await page.goto(site + address);
  await page.click('#begin button');
  check('policy, console, hosts', withoutOwnStatus(problems, 200));
  await page.click('.ng-account button');
  await page.goto(`${site}/account`);
  check('signed out is signed out', page.url().startsWith(`${site}/sign-in?back=`) ? [] : [page.url()]);
  await page.context().close();
}

async function administratorPages() {
  const page = await freshPage();
  await signIn(page, 'demo-administrator');
  await checkShown(page, 'start');
  await checkAddress(page, 'account', '/account');
  await send(page, 'password', {old_password: 'wrong', password: 'umi wa hiroi na ooki', password_again: 'no'});
  await checkRefused(page, 'account-refused');
  await checkAddress(page, 'second-factor', '/account/second-factor');
  await page.click('#begin button');
  await checkShown(page, 'second-factor-begun');
  await checkAddress(page, 'people', '/staff/people');
  await checkAddress(page, 'people-none', '/staff/people?text=zzz');
  await checkAddress(page, 'new-person', '/staff/people/new');
  await send(page, 'new', {login: '花子', name: longName.slice(0, 90)});
  await checkRefused(page, 'new-person-refused');
  await send(page, 'new', {login: 'long-name', name: longName.slice(0, 90)});
  await checkShown(page, 'person-new');
  await page.click('#invite button');
  await checkShown(page, 'person-invited');
  await send(page, 'give', {from_year: '令和', deputy_for: 'nobody'}).catch(() => undefined);
  await page.fill('#give-from-month', '13');
  await page.click('#give button');
  await checkRefused(page, 'person-refused');
  await checkAddress(page, 'person-missing', '/staff/people/1', 404);
  await checkAddress(page, 'units', '/staff/units');
  await send(page, 'unit', {unit: 'shoko', unit_name: longName.slice(0, 60)});
  await checkShown(page, 'units-added');
  await checkAddress(page, 'transfer', '/staff/transfer');
  await send(page, 'transfer', {moves: 'demo-clerk\t係長\tshoko\nnobody\t係員\n'});
  await checkRefused(page, 'transfer-refused');
  await send(page, 'transfer', {moves: 'demo-clerk\t係長\n'});
  await checkShown(page, 'transfer-preview');
  await checkAddress(page, 'permissions', '/staff/permissions');
  check('permissions: by keyboard alone', await keyboardProblems(page));
  check('permissions: on paper', await paperProblems(page, {width: 1047, height: 718}));
  await page.context().close();
}

async function clerkPages() {
  const page = await freshPage();
  await signIn(page, 'demo-clerk');
  await checkShown(page, 'start-clerk');
  await checkAddress(page, 'not-permitted', '/staff/transfer', 403);
  await checkAddress(page, 'people-clerk', '/staff/people');
  // The session is gone while a form is open: what was typed comes back.
  await page.goto(`${site}/account`);
  await page.evaluate(() => document.querySelector('#password').insertAdjacentHTML('beforeend',
    '<input name="reason" value="覚え書き">'));
  await page.context().clearCookies();
  await send(page, 'password', {old_password: 'x', password: 'y', password_again: 'y'});
  await checkShown(page, 'session-over');
  await send(page, 'sign-in', {municipality, login: 'demo-clerk', password});
  await checkShown(page, 'again');
  const shown = await page.textContent('main');
  check('what was typed is shown again', shown.includes('覚え書き') ? [] : [shown]);
  await page.context().close();
}

// From signing in to a changed list by Tab and Enter alone, without script.
async function byKeyboardWithoutScript() {
  const page = await freshPage({javaScriptEnabled: false});
  await page.goto(`${site}/sign-in`);
  await page.focus('#sign-in-municipality');
  for (let presses = 0; presses < 20; presses += 1) {
    const value = await page.inputValue('#sign-in-municipality');
    if (value === municipality) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Tab');
  await page.keyboard.type('demo-administrator');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${site}/staff`);
  await page.goto(`${site}/staff/people/new`);
  await page.focus('#new-login');
  await page.keyboard.type('by-keyboard');
  await page.keyboard.press('Tab');
  await page.keyboard.type('鍵盤 太郎');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/staff\/people\/\d+\?done=person_added/);
  check('a person is added by keyboard, without script', []);
  await page.context().close();
}

await picturesOf('staff');
for (const part of [signedOutPages, policyAndCookie, administratorPages, clerkPages, byKeyboardWithoutScript]) {
  await part().catch((error) => check(`${part.name} can be walked through`, [error.message]));
}
await browser.close();
close();
