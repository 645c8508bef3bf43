// Accessibility in a second engine: the main pages of the site that NIGIWAI_URL names, in Debian's Firefox.
// Closes with "N passed, N failed".
import puppeteer from 'puppeteer-core';

import {axeProblems} from './page_checks.mjs';
import {check, close} from './results.mjs';
import {errorPages, pagesOf} from './site_pages.mjs';

const site = process.env.NIGIWAI_URL;
const browser = await puppeteer.launch({
  browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true,
});

async function visit(address, width) {
  const page = await browser.newPage();
  await page.setViewport({width, height: 900});
  await page.goto(site + address);
  check(`${address} at ${width} in Firefox: accessibility`, await axeProblems(page));
  await page.close();
}

const addresses = [...await pagesOf(site), ...errorPages.map(([address]) => address)];
for (const address of addresses) {
  for (const width of [1280, 390]) {
    await visit(address, width).catch((error) =>
      check(`${address} at ${width} in Firefox: can be visited`, [error.message]));
  }
}
await browser.close();
close();
