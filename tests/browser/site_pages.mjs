// Which pages are checked: the named ones, and what the home page leads to within two clicks. Pages of one
// shape (the rows of a plan, say) are many and alike, so only the first few of a shape are taken.

const namedPages = [
  '/',
  '/plans/nerima-2011',
  '/plans/nerima-2011/table',
  '/plans/nerima-2011/rows/1',
  '/plans/nerima-2011/rows/9',
  '/plans/nerima-2011/rows/13',
  '/plans/nerima-2011/rows/28',
  '/plans/nerima-2011/rows/42',
  '/plans/nerima-2011/table?sort=change',
  '/plans/nerima-2011/table?text=' + encodeURIComponent('どこにもない'),
  '/plans/nerima-2018',
  '/plans/nerima-2018/table',
  '/programmes/131202/vacant-shop-entry',
  '/compare',
  '/compare?type=loan',
  '/search?q=' + encodeURIComponent('空き店舗'),
  '/open-data',
  '/about',
  '/accessibility',
  '/licence',
  '/en/',
  '/en/plans/nerima-2011/table',
  '/en/compare',
];
const pagesOfAShapeMax = 8;
const clicksMax = 2;

// Addresses that must answer with an error page; the page itself is checked like any other.
export const errorPages = [
  ['/no-such-page', 404],
  ['/en/no-such-page', 404],
  ['/plans/%zz', 400],
  ['/en/plans/%zz', 400],
  ['/search?q=' + 'x'.repeat(9000), 414],
  ['/plans/atlantis-2011', 404],
  ['/plans/nerima-2011/rows/999', 404],
  ['/plans/nerima-2011/table?year=1999', 400],
  ['/plans/nerima-2011/table?sort=random', 400],
  ['/programmes/131202/nothing', 404],
  ['/compare?type=nothing', 400],
];

// /plans/nerima-2011/rows/42?year=2012 -> /plans/*/rows/*?year
function shapeOf(address) {
  const url = new URL(address, 'http://host');
  const path = url.pathname.replace(/\/(plans|rows|documents|programmes)\/[^/]+/g, '/$1/*')
    .replace(/(\/programmes\/\*)\/.+/, '$1/*');
  return path + '?' + [...url.searchParams.keys()].sort().join('&');
}

function linksOf(html, address) {
  const links = [...html.matchAll(/<a\s[^>]*href="([^"]*)"/g)].map((match) =>
    new URL(match[1].replaceAll('&amp;', '&'), new URL(address, 'http://host')));
  return links.filter((url) => url.host === 'host').map((url) => url.pathname + url.search);
}

// Follows links from page to page. `taken` starts with addresses that are wanted in any case and ends with every
// address that led to a page; what is no page (a file, the feed) falls out again.
async function walk(site, starts, {taken = new Set(starts), clicksMax = Infinity, mayTake}) {
  let edge = starts;
  for (let click = 0; click <= clicksMax && edge.length > 0; click += 1) {
    const next = new Set();
    for (const address of edge) {
      const answer = await fetch(site + address, {redirect: 'manual'});
      const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
      const html = isPage ? await answer.text() : await answer.arrayBuffer().then(() => '');
      if (!isPage && answer.ok) taken.delete(address);
      if (click === clicksMax) continue;
      for (const link of linksOf(html, address)) {
        if (taken.has(link) || next.has(link) || !mayTake(link)) continue;
        next.add(link);
        taken.add(link);
      }
    }
    edge = [...next];
  }
  return [...taken];
}

// True for the first few addresses of each shape.
function fewOfAShape() {
  const shapes = new Map();
  return (address) => {
    const shape = shapeOf(address);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    return shapes.get(shape) <= pagesOfAShapeMax;
  };
}

export async function pagesOf(site) {
  return walk(site, ['/'], {taken: new Set(namedPages), clicksMax, mayTake: fewOfAShape()});
}

// The same page in the other language.
export function twinOf(address) {
  return address.startsWith('/en/') ? address.slice(3) : '/en' + address;
}

// Every page that links lead to, in both languages. Only of addresses that ask something (sorted, filtered,
// searched: any number of them) the first few of a shape are taken.
export async function everyPageOf(site) {
  const few = fewOfAShape();
  const found = await walk(site, ['/', '/en/'], {mayTake: (address) => !address.includes('?') || few(address)});
  return [...new Set([...found, ...namedPages, ...namedPages.map(twinOf)])];
}
