// The practice town in the browser: its page for everybody, and the tasks of somebody who practises, which
// are told from what they did. Run by tests/browser/serve_plans.sh.
import {execFileSync} from 'node:child_process';

import {browser, checkAddress, checkShown, freshPage, password, picturesOf, send, signIn, site} from './desk.mjs';
import {check, close} from './results.mjs';

await picturesOf('practice');
const page = await freshPage();
await checkAddress(page, 'no-town', '/practice');

// Somebody of the demonstration's municipality: no task done, then one.
await signIn(page, 'demo-administrator');
await checkAddress(page, 'tasks', '/staff/practice');
const done = async () => (await page.textContent('.ng-practice-tasks [role=status]')).trim();
check('none done', (await done()).includes('0つができました') ? [] : [await done()]);
check('five tasks', await page.locator('.ng-practice-tasks ol > li').count() === 5 ? [] : ['not five']);
await page.click('.ng-practice-tasks li:first-child a');
check('the way to the first', page.url().endsWith('/staff/people/new') ? [] : [page.url()]);
const form = await page.getAttribute('main form', 'id');
await send(page, form, {login: 'renshu', name: '練習 太郎'});
await page.goto(site + '/staff/practice');
check('one done', (await done()).includes('1つができました') ? [] : [await done()]);
check('what was achieved', (await page.textContent('.ng-practice-tasks .ng-notice[data-kind=done]')).includes('利用者の登録') ? [] : ['not told']);
await checkShown(page, 'one-done');
await checkAddress(page, 'tasks-english', '/en/staff/practice');
await page.goto(site + '/staff');
check('on the start page', await page.locator('a[href="/staff/practice"]').count() > 0 ? [] : ['no link']);

// The town itself, one year of it.
execFileSync(process.env.NIGIWAI_PROGRAM,
  ['town', 'build', '--years', '2014', '--db', process.env.NIGIWAI_SERVED], {stdio: 'ignore'});
const visitor = await freshPage();
await checkAddress(visitor, 'town', '/practice');
check('its people', (await visitor.textContent('main')).includes('demo-corporation-chief') ? [] : ['not named']);
const clerk = await freshPage();
await clerk.goto(site + '/sign-in');
await clerk.selectOption('#sign-in-municipality', '990019');
await clerk.fill('#sign-in-login', 'demo-clerk');
await clerk.fill('#sign-in-password', password);
await clerk.click('#sign-in button');
await clerk.goto(site + '/staff/practice');
check('what the town did is not the learner’s',
  (await clerk.textContent('.ng-practice-tasks [role=status]')).includes('0つ') ? [] : ['counted']);
const plain = await freshPage({javaScriptEnabled: false});
await plain.goto(site + '/practice');
check('without script', (await plain.textContent('h1')).includes('練習用の市') ? [] : ['nothing']);

await browser.close();
close();
