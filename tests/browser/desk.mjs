// What the checks of staff pages share: a browser, signing in, sending a form, and what holds for every page as
// it stands there. NIGIWAI_URL names the server; `room` begins the names of the pictures in build/screenshots/.
import {mkdir} from 'node:fs/promises';
import {chromium} from 'playwright-core';

import {axeProblems, htmlProblems, sidewaysProblems} from './page_checks.mjs';
import {check, expect} from './results.mjs';

export const site = process.env.NIGIWAI_URL;
export const pictures = new URL('../../build/screenshots/', import.meta.url).pathname;
export const password = 'nigiwai-practice-2026';
export const municipality = '131202';
export const wide = {width: 1280, height: 900};
export const phone = {width: 390, height: 844};
export const smallPhone = {width: 320, height: 640};

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--no-first-run'],
});

export async function freshPage(options = {}) {
  const context = await browser.newContext({viewport: wide, locale: 'ja-JP', ...options});
  return context.newPage();
}

export async function signIn(page, login, at = '/sign-in', of = municipality) {
  await page.goto(site + at);
  await page.selectOption('#sign-in-municipality', of);
  await page.fill('#sign-in-login', login);
  await page.fill('#sign-in-password', password);
  await page.click('#sign-in button');
}

// A page of somebody who has signed in.
export async function signedIn(login, {of = municipality, ...options} = {}) {
  const page = await freshPage(options);
  await signIn(page, login, '/sign-in', of);
  await page.waitForURL(`${site}/staff`);
  return page;
}

// What one person does, in a browser of their own.
export async function as(login, work) {
  const page = await signedIn(login);
  await work(page);
  await page.context().close();
}

export async function says(page, title, ...texts) {
  const shown = (await page.textContent('main')).replace(/\s+/g, ' ');
  for (const text of texts) expect(title, shown.includes(text), `"${text}" is not in: ${shown.slice(0, 600)}`);
}

// The same of a page on the way of a journey, which is accessible as well, wide and narrow.
export async function tells(page, title, ...texts) {
  await says(page, title, ...texts);
  await accessible(page, title);
}

export async function accessible(page, title) {
  for (const viewport of [phone, wide]) {
    await page.setViewportSize(viewport);
    check(`${title}: sideways scroll at ${viewport.width}`, await sidewaysProblems(page));
    check(`${title}: accessibility at ${viewport.width}`, await axeProblems(page));
  }
}

let room = '';
export async function picturesOf(name) {
  room = name;
  await mkdir(pictures, {recursive: true});
}

// What holds for the page as it stands there now, however one came to it.
export async function checkShown(page, name) {
  // What the browser writes out again spells selected="" for selected.
  const problems = await htmlProblems(await page.content());
  check(`${name}: valid HTML`, problems.filter((problem) => !problem.includes('attribute-boolean-style')));
  for (const viewport of [wide, phone, smallPhone]) {
    await page.setViewportSize(viewport);
    check(`${name} at ${viewport.width}: no sideways scroll`, await sidewaysProblems(page));
    if (viewport !== smallPhone) {
      check(`${name} at ${viewport.width}: accessibility`, await axeProblems(page));
      await page.screenshot({path: `${pictures}${room}-${name}-${viewport.width}.png`, fullPage: true});
    }
  }
  await page.setViewportSize(wide);
}

export async function checkAddress(page, name, address, status = 200) {
  const answer = await page.goto(site + address);
  check(`${name}: status`, answer.status() === status ? [] : [`${answer.status()} instead of ${status}`]);
  await checkShown(page, name);
}

export async function send(page, form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`#${form}-${name}`);
    if (await field.evaluate((element) => element.tagName) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await page.click(`#${form} button`);
}

export const formErrors = async (page) =>
  page.$$eval('.ng-notice[data-kind=error] a', (links) => links.map((link) => link.getAttribute('href')));

// Every link of the summary leads to a place on the page.
export async function checkRefused(page, name) {
  const places = await formErrors(page);
  const lost = [];
  for (const place of places) if (await page.locator(place).count() !== 1) lost.push(`${place} is not on the page`);
  check(`${name}: the summary leads to the fields`, places.length > 0 ? lost : ['no summary']);
  await checkShown(page, name);
}
