// What every page must hold: no accessibility finding, no breach of the content security policy, no request
// to another host, no sideways scroll on a phone, the same content without script, valid HTML.
import {spawnSync} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {HtmlValidate} from 'html-validate';

const axeSource = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const htmlRules = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'require-sri': ['error', {target: 'crossorigin'}], // our own files come from our own host
    'prefer-native-element': ['error', {exclude: ['region']}], // the scrolling part around a wide table
    'doctype-style': 'off', // both spellings are valid HTML
    'long-title': 'off', // a Japanese title is counted in letters twice as wide
    'no-trailing-whitespace': 'off', // compiled templates keep their line breaks
  },
});

// Runs on the page of any browser driver that has evaluate().
export async function axeProblems(page) {
  await page.evaluate(axeSource);
  const findings = await page.evaluate(
    async (tags) => {
      const result = await globalThis.axe.run(document, {runOnly: {type: 'tag', values: tags}});
      return result.violations.map((one) => ({
        id: one.id, help: one.help, targets: one.nodes.map((node) => node.target.join(' ')),
      }));
    }, axeTags);
  return findings.map((one) => `${one.id}: ${one.help} (${one.targets.slice(0, 3).join('; ')})`);
}

// Watches a page from before its first request: breaches, errors, requests that leave the site.
export function watch(page, site) {
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site + '/') && !url.startsWith('data:')) problems.push(`asks another host: ${url}`);
  });
  return problems;
}

// An error page's own status is reported by the browser as a console error; that one is expected.
export function withoutOwnStatus(problems, status) {
  return problems.filter((problem) => !problem.includes(`status of ${status}`));
}

export async function sidewaysProblems(page) {
  const [content, window] = await page.evaluate(
    () => [document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]);
  return content > window ? [`the page is ${content} px wide in a window of ${window} px`] : [];
}

export async function htmlProblems(html) {
  const report = await htmlRules.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.filter((message) => message.severity === 2)
      .map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`));
}

// A table that is laid out as cards on a phone is still a table to whoever listens to it.
export async function tableProblems(page) {
  const shown = await page.evaluate(() => {
    const count = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length;
    return {table: count('table'), row: count('tr'), cell: count('th, td')};
  });
  const session = await page.context().newCDPSession(page);
  const {nodes} = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const heard = (...roles) => nodes.filter((node) => !node.ignored && roles.includes(node.role?.value)).length;
  const found = {table: heard('table'), row: heard('row'), cell: heard('cell', 'columnheader', 'rowheader', 'gridcell')};
  return Object.keys(shown).filter((part) => shown[part] !== found[part])
    .map((part) => `${shown[part]} of kind ${part} are shown, ${found[part]} are told`);
}

// What stands in the main part: headings, links, cells.
export async function contentOf(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(h1, h2, h3, a, td, th, dt, dd)')]
      .map((element) => element.textContent.replace(/\s+/g, ' ').trim()));
}

export function missingProblems(withScript, withoutScript) {
  const there = new Set(withoutScript);
  return withScript.filter((text) => !there.has(text)).map((text) => `only with script: ${text}`);
}

// Tab from the top of the page: the skip link first, then everything that can be used, once each.
export async function keyboardProblems(page) {
  const usable = await page.evaluate(() => {
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
    return [...all].filter((element) => element.checkVisibility()).length;
  });
  const problems = [];
  const seen = new Set();
  for (let presses = 0; presses <= usable; presses += 1) {
    await page.keyboard.press('Tab');
    const [place, text] = await page.evaluate(() => {
      const element = document.activeElement;
      const all = [...document.querySelectorAll('*')];
      return [element === document.body ? -1 : all.indexOf(element), element.getAttribute('href') ?? element.tagName];
    });
    if (place === -1) break;
    if (presses === 0 && text !== '#main') problems.push(`the first stop is ${text}, not the link to the content`);
    if (seen.has(place)) break;
    seen.add(place);
  }
  if (seen.size !== usable) problems.push(`${seen.size} of ${usable} usable parts are reached by keyboard`);
  return problems;
}

// As the printer sees it, on the width that a sheet of paper leaves inside its margins.
export async function paperProblems(page, sheet) {
  await page.emulateMedia({media: 'print'});
  await page.setViewportSize({width: sheet.width, height: sheet.height});
  const problems = await sidewaysProblems(page);
  problems.push(...await page.evaluate(() => {
    const heads = [...document.querySelectorAll('main .ng-progress thead')];
    const torn = heads.filter((head) => getComputedStyle(head).display !== 'table-header-group');
    const controls = [...document.querySelectorAll('form, .ng-nav')].filter((one) => one.checkVisibility());
    return [...torn.map(() => 'the heading of the table is not repeated'),
      ...controls.map((one) => `a control is printed: ${one.className}`)];
  }));
  await page.emulateMedia({media: null});
  return problems;
}

// Printed to a PDF as the browser prints: on A4, with these words of the page on the paper.
export async function printedProblems(page, words) {
  const pdf = await page.pdf({preferCSSPageSize: true, format: 'A4'});
  const told = (program, ...options) => spawnSync(program, options, {input: pdf, encoding: 'utf8'}).stdout;
  const sizes = [...told('pdfinfo', '-l', '-1', '-').matchAll(/^Page.*size: +([0-9.]+) x ([0-9.]+)/gm)]
    .map(([, width, height]) => [Number(width), Number(height)].sort((a, b) => a - b));
  const isA4 = ([short, long]) => Math.abs(short - 595) < 2 && Math.abs(long - 842) < 2; // whole points, roughly
  const text = told('pdftotext', '-', '-').replace(/\s+/g, '');
  return [
    ...(sizes.length === 0 ? ['no page came out'] : []),
    ...sizes.filter((size) => !isA4(size)).map((size) => `a page of ${size.join(' x ')} points is no A4`),
    ...words.filter((word) => !text.includes(word.replace(/\s+/g, ''))).map((word) => `not on the paper: ${word}`),
  ];
}
