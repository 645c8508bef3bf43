// A release takes effect while the server runs and everybody asks: pages, files, the API, the feed and the
// catalogue of one running server are asked again and again across the instant. Not one answer is early; from the
// instant on all follow, without a restart and without anybody writing; what a browser or a harvester has kept is
// told to be old, and nothing before it was.
//   node cross_embargo.mjs PROGRAM DATABASE
import { execFileSync } from "node:child_process";
import { freePort, pause, serve } from "./serving.mjs";

const [program, database] = process.argv.slice(2);
const failures = [];
const check = (holds, what) => { if (!holds && failures.length < 20) failures.push(what); };
const run = (...words) => execFileSync(program, [...words, "--db", database]).toString();

// 47,003 visitors stand nowhere in what was printed.
const record = run("record", "add", "--municipality", "131202", "--programme", "craft-fair-support", "--kind",
  "event_held", "--on", "2011-05-28", "--people", "47003").split("\n").find((line) => /^\d+$/.test(line));
run("record", "confirm", record, "--municipality", "131202");

const port = await freePort();
const site = `http://127.0.0.1:${port}`;
const { server, ended, log } = await serve(program, database, port);

// What each of them says once the release is in effect, and never before.
const told = {
  "/plans/nerima-2011/table": "47,003",
  "/en/plans/nerima-2011/table": "47,003",
  "/plans/nerima-2011/rows/1": "47,003",
  "/plans/nerima-2011/figures": "47,003",
  "/plans/nerima-2011/rows/1/figures/visitors": "47,003",
  "/programmes/131202/craft-fair-support": "47,003",
  "/plans/nerima-2011/figures.csv": "47003",
  "/api/v1/plans/nerima-2011": "47003",
  "/api/v1/plans/nerima-2011/rows/1": "47003",
  "/api/v1/plans/nerima-2011/figures": "47003",
  "/feed.atom": "at the instant",
  "/open-data": "/plans/nerima-2011/figures.csv",
  "/open-data/catalog.jsonld": "/plans/nerima-2011/figures.csv",
};
const addresses = Object.keys(told);
const absent = "/plans/nerima-2011/rows/1/figures/visitors";  // a page that is not there before

const seen = Object.fromEntries(addresses.map((address) => [address, []]));
const kept = {};  // the ETag of the last whole answer
async function ask(address) {
  const sent = Date.now();
  const asked = kept[address];  // by the time of the answer another visitor may have kept a newer one
  const answer = await fetch(site + address, { headers: asked ? { "if-none-match": asked.etag } : {} });
  const body = await answer.text();
  const one = { sent, got: Date.now(), status: answer.status, modified: answer.headers.get("last-modified") };
  if (answer.status === 200) {
    one.tells = body.includes(told[address]);
    if (!kept[address] || kept[address].sent <= sent) kept[address] = { sent, etag: answer.headers.get("etag"), tells: one.tells };
  } else if (answer.status === 304) {
    one.tells = asked.tells;
  }
  seen[address].push(one);
}

for (const address of addresses) await ask(address);
const at = Math.ceil(Date.now() / 1000) * 1000 + 8000;
run("release", "publish", "--municipality", "131202", "--plan", "nerima-2011", "--title", "at the instant", "--at",
  new Date(at).toISOString().slice(0, 19) + "Z");

// Six who ask without pause, in turn; the clock of both is the machine's. A slow machine asks until
// every address was asked often enough afterwards.
let turn = 0;
const askedAfter = (address) => seen[address].filter((one) => one.sent >= at + 1000).length;
const isOver = () => Date.now() > at + 3000 && (Date.now() > at + 60_000 || addresses.every((one) => askedAfter(one) > 1));
async function visitor() {
  while (!isOver()) await ask(addresses[turn++ % addresses.length]);
}
await Promise.all(Array.from({ length: 6 }, visitor));
for (const address of addresses) await ask(address);

// A look at the data may be this old (http/kept_answers.h).
const lookMax = 25;
let answers = 0;
let unchanged = 0;
for (const address of addresses) {
  const before = seen[address].filter((one) => one.got < at);
  const after = seen[address].filter((one) => one.sent >= at + lookMax);
  answers += seen[address].length;
  unchanged += before.filter((one) => one.status === 304).length;
  check(before.length > 2 && after.length > 1, `${address}: asked ${before.length} times before, ${after.length} after`);
  for (const one of seen[address])
    check([200, 304].includes(one.status) || (address === absent && one.sent < at + lookMax), `${address}: ${one.status}`);
  for (const one of before) check(!one.tells, `${address}: ${at - one.got} ms early`);
  for (const one of after) check(one.tells, `${address}: still not told ${one.sent - at} ms after`);
  check(before.at(-1)?.status === (address === absent ? 404 : 304), `${address}: what was kept did not stay the same until then`);
  check(after.at(-1)?.status === 304, `${address}: what is kept now does not stay the same`);
  const first = seen[address].find((one) => one.tells);
  check(first?.status === 200, `${address}: told by a 304`);
  const dated = after.filter((one) => one.modified);
  for (const one of dated) check(Date.parse(one.modified) >= at, `${address}: Last-Modified ${one.modified} is older`);
}
check(unchanged > 2 * addresses.length, `only ${unchanged} kept answers were asked for`);

server.kill("SIGTERM");
await ended;
if (failures.length > 0) {
  console.log(failures.join("\n"));
  console.log(log());
}
console.log(`${answers} answers across the instant, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
