// Visits every page of the site that NIGIWAI_URL names in Chromium, wide and narrow, with and without script,
// and leaves pictures of the main pages in build/screenshots/. Closes with "N passed, N failed".
import {mkdir} from 'node:fs/promises';
import {chromium} from 'playwright-core';

import {axeProblems, contentOf, htmlProblems, keyboardProblems, missingProblems, paperProblems, printedProblems,
  sidewaysProblems, tableProblems, watch, withoutOwnStatus}
  from './page_checks.mjs';
import {progressStory} from './progress_story.mjs';
import {check, close} from './results.mjs';
import {errorPages, pagesOf, twinOf} from './site_pages.mjs';

const site = process.env.NIGIWAI_URL;
const pictures = new URL('../../build/screenshots/', import.meta.url).pathname;
const pictured = new Map([
  ['/', 'home'],
  ['/plans/nerima-2011', 'plan'],
  ['/plans/nerima-2011/table', 'table'],
  ['/plans/nerima-2011/rows/42', 'row'],
  ['/programmes/131202/vacant-shop-entry', 'programme'],
  ['/compare', 'compare'],
  ['/open-data', 'open-data'],
]);
// What a sheet leaves inside the margins of print.css, in CSS pixels.
const paperPortrait = {name: 'A4', width: 703, height: 1032};
const paperLandscape = {name: 'A4 landscape', width: 1047, height: 718};
const wide = {width: 1280, height: 900};
const phone = {width: 390, height: 844};
const smallPhone = {width: 320, height: 640};
const notSoWide = {width: 1160, height: 800}; // the narrowest with the wide layout
const enlarged = {width: 640, height: 450}; // the wide window at 200 % zoom

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--no-first-run'],
});

const widths = [wide, notSoWide, enlarged, phone, smallPhone];

// As a visitor: nothing injected, everything watched; the window is made narrower step by step.
async function plainVisit(address, status) {
  const context = await browser.newContext({viewport: wide, locale: 'ja-JP'});
  const page = await context.newPage();
  const problems = watch(page, site);
  const answer = await page.goto(site + address);
  if (answer.status() !== status) problems.push(`status ${answer.status()} instead of ${status}`);
  const content = await contentOf(page);
  for (const viewport of widths) {
    await page.setViewportSize(viewport);
    check(`${address} at ${viewport.width}: no sideways scroll`, await sidewaysProblems(page));
    check(`${address} at ${viewport.width}: tables are told as tables`, await tableProblems(page));
    if (pictured.has(address)) {
      await page.screenshot({path: `${pictures}${pictured.get(address)}-${viewport.width}.png`});
    }
  }
  check(`${address}: policy, console, hosts`, withoutOwnStatus(problems, status));
  await context.close();
  return {html: await (await fetch(site + address)).text(), content};
}

async function axeVisit(address) {
  const context = await browser.newContext({viewport: wide, locale: 'ja-JP'});
  const page = await context.newPage();
  await page.goto(site + address);
  for (const viewport of [wide, phone]) {
    await page.setViewportSize(viewport);
    check(`${address} at ${viewport.width}: accessibility`, await axeProblems(page));
  }
  await context.close();
}

async function scriptlessVisit(address, withScript) {
  const context = await browser.newContext({viewport: wide, locale: 'ja-JP', javaScriptEnabled: false});
  const page = await context.newPage();
  await page.goto(site + address);
  const content = await contentOf(page);
  const problems = missingProblems(withScript, content);
  if (content.length === 0) problems.push('the main part is empty');
  check(`${address}: the same without script`, problems);
  await context.close();
}

// The table is narrowed by a form that needs no script.
async function filterWithoutScript() {
  const context = await browser.newContext({viewport: wide, locale: 'ja-JP', javaScriptEnabled: false});
  const page = await context.newPage();
  await page.goto(site + '/plans/nerima-2011/table');
  const rows = page.locator('main table tbody tr');
  const before = await rows.count();
  const form = page.locator('main form').first();
  await form.locator('select').first().selectOption({index: 1});
  await form.locator('button, input[type=submit]').first().click();
  const after = await rows.count();
  check('the table is filtered without script',
    after > 0 && after < before ? [] : [`${before} rows before, ${after} after`]);
  await context.close();
}

// The whole story by keyboard alone, the wide windows' stations also on paper.
async function storyAt(viewport, javaScriptEnabled) {
  const title = `the progress story at ${viewport.width} ${javaScriptEnabled ? 'with' : 'without'} script`;
  const context = await browser.newContext({viewport, locale: 'ja-JP', javaScriptEnabled});
  const page = await context.newPage();
  const broken = watch(page, site);
  const problems = await progressStory(page, site, async (station) => {
    await page.screenshot({path: `${pictures}story-${station}-${viewport.width}.png`});
    if (viewport !== wide) return;
    const heading = await page.evaluate(() => document.querySelector('h1').textContent.trim());
    check(`${title}: ${station} printed`, await printedProblems(page, [heading]));
  });
  check(title, [...problems, ...broken]);
  await context.close();
}

async function keyboardAndPaper(address) {
  const context = await browser.newContext({viewport: wide, locale: 'ja-JP'});
  const page = await context.newPage();
  await page.goto(site + address);
  check(`${address}: by keyboard alone`, await keyboardProblems(page));
  const sheet = address.endsWith('/table') ? paperLandscape : paperPortrait;
  check(`${address}: on paper (${sheet.name})`, await paperProblems(page, sheet));
  await context.close();
}

async function checkPage(address, status) {
  const visit = await plainVisit(address, status);
  check(`${address}: valid HTML`, await htmlProblems(visit.html));
  const twin = await (await fetch(site + twinOf(address))).text();
  check(`${twinOf(address)}: valid HTML`, await htmlProblems(twin));
  await scriptlessVisit(address, visit.content);
  await axeVisit(address);
  if (pictured.has(address)) await keyboardAndPaper(address);
}

await mkdir(pictures, {recursive: true});
const pages = [...(await pagesOf(site)).map((address) => [address, 200]), ...errorPages];
console.log(`${pages.length} pages`);
// Two at a time: the machine for which the time is measured has two cores.
const queue = pages[Symbol.iterator]();
async function work() {
  for (const [address, status] of queue) {
    try {
      await checkPage(address, status);
    } catch (error) {
      check(`${address}: can be visited`, [error.message]);
    }
  }
}
await Promise.all([work(), work()]);
for (const [viewport, withScript] of [[wide, true], [phone, true], [enlarged, false], [smallPhone, false]]) {
  await storyAt(viewport, withScript);
}
await filterWithoutScript().catch((error) => check('the table is filtered without script', [error.message]));
await browser.close();
close();
