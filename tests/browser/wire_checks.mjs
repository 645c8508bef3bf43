// What a page costs a visitor far away: the bytes over the wire with everything it needs, and the largest contentful
// paint in Chromium over a line of 60 ms and 9 Mbit/s, each time with an empty cache, the median of five visits. Prints
// ours, need and yes or no; ends with 1 when a page needs more than it may.
import {chromium} from 'playwright-core';

const site = process.env.NIGIWAI_URL;
const line = {offline: false, latency: 60, downloadThroughput: 9e6 / 8, uploadThroughput: 9e6 / 8};
const visits = 5;
const paintMsMax = 1000;
const wireBytesMax = 60 * 1024;
const pages = [
  ['home', '/'],
  ['plan', '/plans/nerima-2011'],
  ['progress table', '/plans/nerima-2011/table'],
  ['progress table, English', '/en/plans/nerima-2011/table'],
  ['progress table of 2018', '/plans/nerima-2018/table'],
  ['row', '/plans/nerima-2011/rows/42'],
  ['document', '/plans/nerima-2003/documents/directions'],
  ['programme', '/programmes/131202/vacant-shop-entry'],
  ['compare', '/compare'],
  ['search', '/search?q=' + encodeURIComponent('商店街')],
  ['open data', '/open-data'],
];

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function visit(browser, address) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, locale: 'ja-JP'});
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', {cacheDisabled: true});
  await network.send('Network.emulateNetworkConditions', line);
  let bytes = 0;
  network.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  const answer = await page.goto(site + address, {waitUntil: 'networkidle'});
  if (answer.status() !== 200) throw new Error(`${address} was answered ${answer.status()}`);
  const paint = await page.evaluate(() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
      .observe({type: 'largest-contentful-paint', buffered: true});
  }));
  await context.close();
  return {paint, bytes};
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'],
});
let isHeld = true;
const tell = (name, what, ours, need, unit) => {
  isHeld &&= ours <= need;
  console.log(`${name}: ${what} ${ours} ${unit}, need at most ${need}: ${ours <= need ? 'yes' : 'NO'}`);
};
await visit(browser, '/'); // the first visit also pays for the start of the browser
for (const [name, address] of pages) {
  const all = [];
  for (let i = 0; i < visits; i += 1) all.push(await visit(browser, address));
  tell(name, 'largest contentful paint', Math.round(median(all.map(({paint}) => paint))), paintMsMax, 'ms');
  tell(name, 'over the wire', Math.max(...all.map(({bytes}) => bytes)), wireBytesMax, 'bytes');
}
await browser.close();
process.exitCode = isHeld ? 0 : 1;
