// The years' books in Chromium: which take records, a closing that one asks for and another signs, a year that is not
// one, and opening again; by keyboard, wide and narrow, in both languages. The server that NIGIWAI_URL names holds the
// plans and the accounts for practice. Closes with "N passed, N failed".
import {as, browser, checkAddress, checkRefused, checkShown, picturesOf, send} from './desk.mjs';
import {keyboardProblems} from './page_checks.mjs';
import {check, close, expect} from './results.mjs';

const years = '/staff/years';

const shown = async (page) => (await page.textContent('main')).replace(/\s+/g, ' ');
const form = async (page) => page.locator('form:has([name=year_deed])').getAttribute('id');

async function oneAsks() {
  await as('demo-manager', async (page) => {
    await checkAddress(page, 'nothing-closed', years);
    expect('says that nothing is closed', (await shown(page)).includes('まだ'), await shown(page));
    check('by keyboard', await keyboardProblems(page));
    const id = await form(page);
    await send(page, id, {books_year: '二〇二五', books_reason: '決算の調製が終わった'});
    await checkRefused(page, 'a-year-that-is-none');
    expect('what was typed stays', await page.inputValue(`#${id} [name=books_reason]`) === '決算の調製が終わった');
    await send(page, id, {books_year: '2024', books_reason: `決算の調製が終わった。${'長い理由'.repeat(60)}`});
    await page.waitForURL(/done=year_asked/);
    await checkShown(page, 'waits-for-a-second-person');
    expect('who asked cannot sign', await page.locator('form[id^=sign-]').count() === 0);
    expect('who asked can take it back', await page.locator('form[id^=turn-down-]').count() === 1);
  });
}

async function anotherSigns() {
  await as('demo-planner', async (page) => {
    expect('the start page tells of it', (await shown(page)).includes('年度の申し出'), await shown(page));
    await checkAddress(page, 'to-be-signed', years);
    await page.click('form[id^=sign-] button');
    await page.waitForURL(/done=year_signed/);
    await checkShown(page, 'closed');
    expect('the reason stands there', (await shown(page)).includes('決算の調製が終わった'));
    await checkAddress(page, 'closed-english', `/en${years}`);
  });
}

async function otherPostsRead() {
  await as('demo-clerk', async (page) => {
    await checkAddress(page, 'read-by-a-clerk', years);
    expect('a clerk cannot ask', await page.locator('form:has([name=year_deed])').count() === 0);
  });
}

await picturesOf('years');
for (const part of [oneAsks, anotherSigns, otherPostsRead])
  await part().catch((error) => check(`${part.name} can be walked through`, [error.message]));
await browser.close();
close();
