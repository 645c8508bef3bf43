// The database goes away while the server runs, and comes back: honest answers in between, the server
// stays up, and afterwards everything is as before.
//   node lose_database.mjs PROGRAM DATABASE TAKE_AWAY PUT_BACK     (the last two are commands)
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";

const [program, database, takeAway, putBack] = process.argv.slice(2);
const failures = [];
const check = (holds, what) => { if (!holds) failures.push(what); };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const shell = (command) => execFileSync("/bin/bash", ["-c", command], { stdio: "inherit" });

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

const site = `http://127.0.0.1:${await freePort()}`;
const server = spawn(program, ["serve", "--db", database, "--port", new URL(site).port],
  { stdio: ["ignore", "ignore", "pipe"] });
let log = "";
server.stderr.on("data", (text) => { log = (log + text).slice(-4000); });
let code = null;
const ended = new Promise((done) => server.on("exit", (number) => { code = number; done(); }));

const ask = async (path) => {
  const answer = await fetch(site + path);
  return { status: answer.status, type: answer.headers.get("content-type"),
    again: answer.headers.get("retry-after"), text: await answer.text() };
};

for (let tries = 0; tries < 500; ++tries) {
  try { await ask("/healthz"); break; } catch { await pause(20); }
}

const pages = ["/", "/en/", "/plans/nerima-2011", "/plans/nerima-2011/table", "/search?q=%E5%95%86",
  "/plans/nerima-2011/table-long.csv", "/healthz"];
const answers = ["/api/v1/plans", "/en/api/v1/plans/nerima-2011/rows/42", "/api/v1/search?q=%E5%95%86"];
const before = new Map();
for (const path of [...pages, ...answers]) before.set(path, await ask(path));
for (const [path, answer] of before) check(answer.status === 200, `${path} before: ${answer.status}`);

shell(takeAway);
for (const path of pages) {
  const answer = await ask(path);
  check(answer.status === 503, `${path} without its database: ${answer.status}`);
  check(answer.again === "5", `${path} does not say when to come again`);
  const isPage = answer.type.startsWith("text/html") && answer.text.includes("<h1>");
  check(isPage, `${path} gives no page: ${answer.type}`);
  check(answer.text.includes(path.startsWith("/en/") ? 'lang="en"' : 'lang="ja"'), `${path}: language`);
}
for (const path of answers) {
  const answer = await ask(path);
  check(answer.status === 503, `${path} without its database: ${answer.status}`);
  check(answer.type.startsWith("application/problem+json"), `${path} gives no problem: ${answer.type}`);
  check(JSON.parse(answer.text).status === 503, `${path}: ${answer.text}`);
  check(!answer.text.includes("/tmp") && !answer.text.includes("sqlite"), `${path} tells too much`);
}
for (const path of ["/metrics", "/about", "/licence"]) {
  check((await ask(path)).status === 200, `${path} needs no database`);
}
check((await ask("/no-such-page")).status === 404, "an unknown page is still unknown");
check(code === null, `the server ended with ${code}: ${log}`);

shell(putBack);
const until = Date.now() + 10_000;
for (const [path, first] of before) {
  let answer = await ask(path);
  while (answer.status === 503 && Date.now() < until) {
    await pause(50);
    answer = await ask(path);
  }
  check(answer.status === 200 && answer.text === first.text, `${path} afterwards: ${answer.status}`);
}

server.kill("SIGTERM");
await ended;
check(code === 0, `the server ended with ${code}: ${log}`);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${2 * before.size + 5} answers, ${failures.length} not as they should be`);
process.exit(failures.length > 0 ? 1 : 0);
