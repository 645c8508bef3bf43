// The second engine, Debian's Firefox, on the site that NIGIWAI_URL names: the progress story by keyboard alone, wide
// and narrow, and the accessibility of every page; pictures in build/screenshots/. Closes with "N passed, N failed".
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

await mkdir(pictures, {recursive: true});
for (const width of widths) await story(width);
const addresses = [...await pagesOf(site), ...errorPages.map(([address]) => address)];
for (const address of addresses) {
  for (const width of widths) {
    await visit(address, width).catch((error) =>
      check(`${address} at ${width} in Firefox: can be visited`, [error.message]));
  }
}
await browser.close();
close();
