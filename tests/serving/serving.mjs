// What the stories of a running server have in common: it is started as its users start it, on a free
// port of loopback, and what it says about itself is kept for whoever reads why a story failed.
import { spawn } from "node:child_process";
import { createServer } from "node:net";

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

// `ended` gives the exit code; `log()` the end of what the server said.
export function launch(program, database, port) {
  const server = spawn(program, ["serve", "--db", database, "--port", String(port)],
    { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  server.stderr.on("data", (text) => { log = (log + text).slice(-4000); });
  const ended = new Promise((done) => server.on("exit", (code) => done(code)));
  return { server, ended, log: () => log };
}

// The same, when it answers.
export async function serve(program, database, port) {
  const running = launch(program, database, port);
  for (let tries = 0; tries < 1000; ++tries) {
    try { await fetch(`http://127.0.0.1:${port}/healthz`); break; } catch { await pause(10); }
  }
  return running;
}
