// The server under load: many idle connections and 64 busy ones for a while, then SIGTERM while
// requests are under way. No answer but 200, memory flat, no request in flight lost.
//   node hold_connections.mjs PROGRAM DATABASE SECONDS IDLE
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { freePort, launch, pause } from "./serving.mjs";

const [program, database, secondsText, idleText] = process.argv.slice(2);
const seconds = Number(secondsText);
const idleCount = Number(idleText);
const busyCount = 64;
const failures = [];
const fail = (what) => { if (failures.length < 10) failures.push(what); };

const port = await freePort();
const { server, ended, log } = launch(program, database, port);

const request = (path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
const memory = () => Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]);

const open = () => new Promise((done, failed) => {
  const socket = connect(port, "127.0.0.1", () => done(socket));
  socket.once("error", failed);
});

// One answer: its status and whether the server closes after it.
const answer = (socket, path) => new Promise((done) => {
  let bytes = Buffer.alloc(0);
  const end = (result) => {
    socket.off("data", take);
    socket.off("close", lost);
    done(result);
  };
  const lost = () => end({ status: 0, bytes: bytes.length });
  const take = (piece) => {
    bytes = Buffer.concat([bytes, piece]);
    const head = bytes.indexOf("\r\n\r\n");
    if (head < 0) return;
    const text = bytes.subarray(0, head).toString();
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (bytes.length < head + 4 + length) return;
    end({ status: Number(text.slice(9, 12)), closes: /connection: close/i.test(text) });
  };
  socket.on("data", take);
  socket.on("close", lost);
  socket.write(request(path));
});

for (let tries = 0; tries < 500; ++tries) {
  try { (await open()).destroy(); break; } catch { await pause(20); }
}

const idle = [];
while (idle.length < idleCount) {
  const some = await Promise.all(Array.from({ length: Math.min(200, idleCount - idle.length) }, open));
  idle.push(...some);
}
for (const socket of idle) socket.on("error", () => fail("an idle connection broke"));
const withIdle = memory();

const paths = ["/", "/plans/nerima-2011", "/plans/nerima-2011/table", "/api/v1/plans/nerima-2011/rows/42",
  "/search?q=%E5%95%86%E5%BA%97", "/metrics", "/healthz", "/plans/nerima-2018"];
let isStopping = false;
let answered = 0;
const busy = async (number) => {
  let socket = await open();
  socket.on("error", () => {});
  for (let i = number; ; ++i) {
    const { status, closes } = await answer(socket, paths[i % paths.length]);
    if (status !== 200) return fail(`${paths[i % paths.length]} was answered ${status}`);
    ++answered;
    if (isStopping || closes) {
      if (!isStopping) fail("closed without being told to stop");
      socket.destroy();
      return;
    }
  }
};
const working = Array.from({ length: busyCount }, (_, i) => busy(i));

const samples = [];
for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
  await pause(Math.max(200, seconds * 50));
  samples.push(memory());
}
isStopping = true;
for (const socket of idle) socket.removeAllListeners("error").on("error", () => {});
server.kill("SIGTERM");
await Promise.all(working);
for (const socket of idle) socket.destroy();
const code = await ended;
if (code !== 0) fail(`the server ended with ${code}: ${log()}`);
if (answered === 0) fail("nothing was answered");

// Flat: the second half is not more than a tenth and 2 MB above the first.
const half = samples.length >> 1;
const early = Math.max(...samples.slice(0, half));
const late = Math.max(...samples.slice(half));
if (late > early * 1.1 + 2048) fail(`memory grew from ${early} to ${late} KB`);
console.log(`${idleCount} idle and ${busyCount} busy for ${seconds} s: ${answered} answers, ` +
  `RssAnon ${withIdle} KB with the idle ones, ${early} and ${late} KB under load`);
for (const failure of failures) console.log(`failed: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);
