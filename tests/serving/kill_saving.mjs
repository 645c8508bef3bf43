// Many save at the advice desk while the server is killed at random instants and started again. What
// was acknowledged is there; what was not is sent again with the same key, and nothing is there twice.
//   node kill_saving.mjs PROGRAM DATABASE KILLS
import { execFileSync } from "node:child_process";
import { freePort, pause, serve } from "./serving.mjs";

const [program, database, kills] = process.argv.slice(2);
const failures = [];
const check = (holds, what) => { if (!holds) failures.push(what); };
const told = (...words) => JSON.parse(execFileSync(program, [...words, "--json", "--db", database],
  { stdio: ["ignore", "pipe", "ignore"] }));

const person = told("user", "list", "--municipality", "131202", "demo-clerk").users[0].person;
const { secret } = told("token", "issue", "--municipality", "131202", "--person", String(person),
  "--name", "saving", "--post", "clerk", "--body", "ward", "--may", "write");
const headers = { "Authorization": `Bearer ${secret}`, "Content-Type": "application/json" };
const port = await freePort();
const site = `http://127.0.0.1:${port}`;
const desk = `${site}/api/v1/staff/consultations`;

const start = () => serve(program, database, port);

const numbers = new Map();  // of what was said: the consultation that was acknowledged
let next = 0;
let isKilled = false;
const save = async (what) => {
  const body = JSON.stringify({ programme: "commerce-industry-advice", day: "2014-10-01", channel: "visit",
    topics: ["finance"], content: what });
  const answer = await fetch(desk, { method: "POST", headers: { ...headers, "Idempotency-Key": what }, body });
  const text = await answer.text();
  check(answer.status === 201, `${what}: ${answer.status} ${text}`);
  if (answer.status === 201) numbers.set(what, JSON.parse(text).consultation);
};

// Saves until the server is gone; what had no answer by then is tried again after the next start.
const saveOn = async (again) => {
  const what = again ?? `word ${++next}`;
  try { await save(what); } catch (lost) {
    check(isKilled, `${what}: lost while the server ran: ${lost}`);
    return what;
  }
  return isKilled ? undefined : saveOn();
};

let waiting = new Array(16).fill(undefined);
for (let kill = 0; kill < Number(kills); ++kill) {
  const { server, ended } = await start();
  isKilled = false;
  const saving = Promise.all(waiting.map((what) => saveOn(what)));
  await pause(20 + Math.random() * 300);
  isKilled = true;
  server.kill("SIGKILL");
  await ended;
  waiting = await saving;
}

const { server, ended } = await start();
await Promise.all(waiting.map((what) => what && save(what)));
for (const [what, number] of numbers) {
  const answer = await fetch(`${desk}/${number}`, { headers });
  const text = await answer.text();
  check(answer.status === 200 && text.includes(`"${what}"`), `${what} is not there: ${answer.status}`);
}
const there = new Set();
for (let after = "";;) {
  const page = await (await fetch(`${desk}?limit=500${after}`, { headers })).json();
  for (const one of page.consultations) there.add(one.consultation);
  if (!page.next) break;
  after = `&after=${encodeURIComponent(page.next)}`;
}
check(there.size === numbers.size, `${there.size} are there of ${numbers.size}`);
check(new Set(numbers.values()).size === numbers.size, "two share a consultation");
check(numbers.size > Number(kills), `only ${numbers.size} were saved`);
server.kill("SIGTERM");
await ended;
for (const failure of failures.slice(0, 20)) console.log(`failed: ${failure}`);
console.log(`${numbers.size} saved over ${kills} kills, ${failures.length} not as they should be`);
process.exit(failures.length > 0 ? 1 : 0);
