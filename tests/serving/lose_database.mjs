// The database goes away while the server runs, and comes back: honest answers in between, the server
// stays up, and afterwards everything is as before.
//   node lose_database.mjs PROGRAM DATABASE TAKE_AWAY PUT_BACK     (the last two are commands)
import { execFileSync } from "node:child_process";
import { freePort, pause, serve } from "./serving.mjs";

const [program, database, takeAway, putBack] = process.argv.slice(2);
const failures = [];
const check = (holds, what) => { if (!holds) failures.push(what); };
const shell = (command) => execFileSync("/bin/bash", ["-c", command], { stdio: "inherit" });

const port = await freePort();
const site = `http://127.0.0.1:${port}`;
const { server, ended, log } = await serve(program, database, port);

const ask = async (path) => {
  const answer = await fetch(site + path);
  return { status: answer.status, type: answer.headers.get("content-type"),
    again: answer.headers.get("retry-after"), text: await answer.text() };
};

const pages = ["/", "/en/", "/plans/nerima-2011", "/plans/nerima-2011/table", "/search?q=%E5%95%86",
  "/plans/nerima-2011/table-long.csv", "/healthz"];
const answers = ["/api/v1/plans", "/en/api/v1/plans/nerima-2011/rows/42", "/api/v1/search?q=%E5%95%86"];
const before = new Map();
for (const path of [...pages, ...answers]) before.set(path, await ask(path));
for (const [path, answer] of before) check(answer.status === 200, `${path} before: ${answer.status}`);

shell(takeAway);
await pause(100);  // until then a kept answer may be given without a look at the database
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
check(server.exitCode === null, `the server ended with ${server.exitCode}: ${log()}`);

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
const code = await ended;
check(code === 0, `the server ended with ${code}: ${log()}`);
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${2 * before.size + 5} answers, ${failures.length} not as they should be`);
process.exit(failures.length > 0 ? 1 : 0);
