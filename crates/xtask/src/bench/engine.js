// Times the visitor's WebAssembly in a page of the site: the numbers of commands are those of
// crates/drop-wasm/src/commands.rs.
(async () => {
  const script = document.querySelector("script[data-w]");
  let wasm;
  const env = {
    random(at, length) {
      for (let i = 0; i < length; i += 65536) {
        crypto.getRandomValues(new Uint8Array(wasm.memory.buffer, at + i, Math.min(65536, length - i)));
      }
    },
  };
  const bytes = await (await fetch(script.dataset.w)).arrayBuffer();
  wasm = (await WebAssembly.instantiate(bytes, { env })).instance.exports;
  const run = (op, ...parts) => {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const at = wasm.buf_new(length);
    let to = at;
    for (const part of parts) {
      new Uint8Array(wasm.memory.buffer).set(part, to);
      to += part.length;
    }
    const done = wasm.call(op, at, length);
    wasm.buf_free(at, length);
    if (done < 0) throw new Error("command " + op + ": " + done);
    return new Uint8Array(wasm.memory.buffer).slice(wasm.out(), wasm.out() + done);
  };
  const org = Uint8Array.from(script.dataset.o.match(/../g), (pair) => parseInt(pair, 16));
  const now = [0, 0, 0, 0];
  run(0, org, [0]);
  run(4, now, new Uint8Array(await (await fetch("/k")).arrayBuffer()));
  const timed = (count, what) => {
    const times = [];
    for (let i = 0; i < count; i++) {
      const from = performance.now();
      what();
      times.push(performance.now() - from);
    }
    return times;
  };
  // Each delivered parcel leaves a place in the queue, and a new one is sealed into it, both layers.
  const seen = new Set();
  const seal = timed(100, () => {
    const out = run(6);
    if (out.length < 4112) throw new Error("no parcel");
    seen.add(out.slice(0, 64).join());
    run(7, [1]);
  });
  if (seen.size !== 100) throw new Error("a parcel left twice");
  run(11);
  const numbers = run(12, [0]);
  const words = timed(20, () => {
    run(20);
    run(16, numbers);
  });
  return { seal, words, opens: words.length };
})()
