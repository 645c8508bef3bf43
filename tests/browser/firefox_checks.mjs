// The second engine, Debian's Firefox, on the site that NIGIWAI_URL names: the progress story by keyboard alone, wide
// and narrow, and the accessibility of every page, also of those of the staff, as they are found by following links from
// the start page of each post; pictures in build/screenshots/. Closes with "N passed, N failed".
import {mkdir} from 'node:fs/promises';
import puppeteer from 'puppeteer-core';

import {axeProblems, sidewaysProblems} from './page_checks.mjs';
import {progressStory} from './progress_story.mjs';
import {check, close} from './results.mjs';
import {errorPages, pagesOf} from './site_pages.mjs';

const site = process.env.NIGIWAI_URL;
const pictures = new URL('../../build/screenshots/', import.meta.url).pathname;
const widths = [1280, 390];
const browser = await puppeteer.launch({
  browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true,
});

async function visit(address, width) {
  const page = await browser.newPage();
  await page.setViewport({width, height: 900});
  await page.goto(site + address);
  check(`${address} at ${width} in Firefox: no sideways scroll`, await sidewaysProblems(page));
  check(`${address} at ${width} in Firefox: accessibility`, await axeProblems(page));
  await page.close();
}

async function story(width) {
  const page = await browser.newPage();
  await page.setViewport({width, height: 900});
  const problems = await progressStory(page, site, (station) =>
    page.screenshot({path: `${pictures}firefox-${station}-${width}.png`}));
  check(`the progress story at ${width} in Firefox`, problems);
  await page.close();
}

// The pages of one kind differ in the number or name within their address alone: one of each kind is enough.
const kindOf = (path) => path.replace(/\/\d+(?=\/|$)/g, '/#').replace(/\/(rows|lines|cells|figures|plans|diary|months)\/[^/]+/g, '/$1/#');
const pagesOfAPost = 60;

// Follows the links of the staff's own pages, those of each kind once; gives the addresses.
async function addressesOf(page) {
  const found = new Map([['/staff', '/staff']]);
  for (const address of found.values()) {
    await page.goto(site + address);
    const links = await page.$$eval('a[href]:not([download])', (all) => all.map((link) => new URL(link.href)).map(
      (url) => ({host: url.origin, path: url.pathname})));
    for (const {host, path} of links) {
      const isOurs = host === site && /^\/(staff|account)(\/|$)/.test(path) && !/\.[a-z]+$/.test(path);
      if (isOurs && found.size < pagesOfAPost && !found.has(kindOf(path))) found.set(kindOf(path), path);
    }
  }
  return [...found.values()];
}

async function pagesOfPost(login, seen) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({width: 1280, height: 900});
  await page.goto(`${site}/sign-in`);
  await page.select('#sign-in-municipality', '131202');
  await page.type('#sign-in-login', login);
  await page.type('#sign-in-password', 'nigiwai-practice-2026');
  await Promise.all([page.waitForNavigation(), page.click('#sign-in button')]);
  check(`${login} signs in in Firefox`, page.url() === `${site}/staff` ? [] : [`is at ${page.url()}`]);
  for (const address of await addressesOf(page)) {
    if (seen.has(kindOf(address))) continue;
    seen.add(kindOf(address));
    for (const width of widths) {
      await page.setViewport({width, height: 900});
      await page.goto(site + address);
      check(`${login} at ${address}, ${width} in Firefox: no sideways scroll`, await sidewaysProblems(page));
      check(`${login} at ${address}, ${width} in Firefox: accessibility`, await axeProblems(page));
    }
  }
  await context.close();
}

await mkdir(pictures, {recursive: true});
for (const width of widths) await story(width);
const addresses = [...await pagesOf(site), ...errorPages.map(([address]) => address)];
for (const address of addresses) {
  for (const width of widths) {
    await visit(address, width).catch((error) =>
      check(`${address} at ${width} in Firefox: can be visited`, [error.message]));
  }
}
const seen = new Set();
for (const post of ['planner', 'clerk', 'chief', 'manager', 'auditor', 'administrator', 'corporation']) {
  await pagesOfPost(`demo-${post}`, seen).catch((error) =>
    check(`the pages of demo-${post} can be visited in Firefox`, [error.message]));
}
await browser.close();
close();
