// A resident reads the plan by keyboard alone: from the home page to the table, narrows it, opens a row, reads its
// years, and takes the table along as files. For any driver whose page has evaluate(), goto() and keyboard.
import {sidewaysProblems} from './page_checks.mjs';

const plan = '/plans/nerima-2011';
const wantedRow = `${plan}/rows/42`;
const tabsMax = 400;
const patienceMs = 10000;
const filesExpected = new Map([
  ['.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['.pdf', 'application/pdf'],
  ['.csv', 'text/csv'],
  ['/api/v1/plans/nerima-2011', 'application/json'],
]);

function need(holds, what) {
  if (!holds) throw new Error(what);
}

// Presses Tab until the element in focus answers to `selector`; each stop on the way must show that it is one.
async function tabTo(page, selector) {
  for (let presses = 0; presses < tabsMax; presses += 1) {
    await page.keyboard.press('Tab');
    const [isThere, isSeen, name] = await page.evaluate((wanted) => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return [element.matches(wanted), element === document.body || style.outlineStyle !== 'none',
        element.outerHTML.slice(0, 80)];
    }, selector);
    need(isSeen, `the focus cannot be seen on ${name}`);
    if (isThere) return;
  }
  throw new Error(`${selector} is not reached by Tab`);
}

async function pressEnter(page) {
  const before = await page.evaluate(() => location.href);
  await page.keyboard.press('Enter');
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    const now = await page.evaluate(() => document.readyState === 'complete' && location.href).catch(() => before);
    if (now && now !== before) return now;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`Enter led nowhere from ${before}`);
}

async function fileProblems(site, links) {
  const problems = [];
  for (const [ending, type] of filesExpected) {
    const link = links.find((one) => one.endsWith(ending));
    const answer = link === undefined ? undefined : await fetch(site + link);
    const given = (answer?.headers.get('content-type') ?? 'nothing').split(';')[0];
    if (!answer?.ok || given !== type) problems.push(`${ending}: ${answer?.status ?? 'no link'}, ${given}`);
  }
  return problems;
}

// What went wrong, in sentences; `look` is called at every station with its name.
export async function progressStory(page, site, look = async () => {}) {
  const problems = [];
  const station = async (name) => {
    problems.push(...(await sidewaysProblems(page)).map((one) => `${name}: ${one}`));
    await look(name);
  };
  const rows = () => page.evaluate(() => document.querySelectorAll('main tbody tr[id]').length);
  try {
    await page.goto(site + '/');
    await tabTo(page, `main a[href="${plan}"]`);
    await pressEnter(page);
    await tabTo(page, `main a[href="${plan}/table"]`);
    await pressEnter(page);
    await station('table');
    const all = await rows();
    const links = await page.evaluate(() =>
      [...document.querySelectorAll('.ng-table-head__links a')].map((link) => link.getAttribute('href')));
    problems.push(...await fileProblems(site, links));
    await tabTo(page, '#filter-text');
    await page.keyboard.type('空き店舗');
    const narrowed = await pressEnter(page);
    need(new URL(narrowed).searchParams.get('text') === '空き店舗', `the filter is not in the address ${narrowed}`);
    const few = await rows();
    need(few > 0 && few < all, `${all} rows before the filter, ${few} after it`);
    await station('filtered');
    await tabTo(page, `main a[href="${wantedRow}"]`);
    await pressEnter(page);
    const text = await page.evaluate(() => document.querySelector('main').textContent);
    for (const year of ['23年度', '24年度', '25年度', '26年度']) need(text.includes(year), `the row lacks ${year}`);
    await station('row');
  } catch (error) {
    problems.push(error.message);
  }
  return problems;
}
