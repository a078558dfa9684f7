// Runs the built module as a page does, with randomness from a file, and prints what it answers.
//   node node.mjs MODULE SCRIPT
// SCRIPT is JSON: {"random": hex, "calls": [[op, hex], …], "time": [[op, hex, times], …]}.
// Prints {"answers": [hex or a negative number, …], "ms": [best, …]}.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const [module, script] = process.argv.slice(2);
const { random, calls, time } = JSON.parse(readFileSync(script, "utf8"));
const dice = Buffer.from(random, "hex");
let used = 0;
let wasm;
const env = {
  random(at, length) {
    if (used + length > dice.length) used = 0;
    new Uint8Array(wasm.memory.buffer, at, length).set(dice.subarray(used, used + length));
    used += length;
  },
};
const { instance } = await WebAssembly.instantiate(readFileSync(module), { env });
wasm = instance.exports;

function call(op, hex) {
  const input = Buffer.from(hex, "hex");
  const at = wasm.buf_new(input.length);
  new Uint8Array(wasm.memory.buffer).set(input, at);
  const done = wasm.call(op, at, input.length);
  wasm.buf_free(at, input.length);
  if (done < 0) return done;
  const answer = Buffer.from(wasm.memory.buffer, wasm.out(), done).toString("hex");
  wasm.wipe();
  return answer;
}

const answers = calls.map(([op, hex]) => call(op, hex));
const ms = time.map(([op, hex, times]) => {
  let best = Infinity;
  for (let i = 0; i < times; i++) {
    const from = performance.now();
    call(op, hex);
    best = Math.min(best, performance.now() - from);
  }
  return best;
});
console.log(JSON.stringify({ answers, ms, pages: wasm.memory.buffer.byteLength / 65536 }));
