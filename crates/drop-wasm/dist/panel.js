const script = document.currentScript;
const place = document.getElementById("p");
const LANGUAGES = ["ar", "ckb", "kmr", "en"];
const PROBLEMS = ["", "malformed", "other-root", "forged", "rolled-back", "expired"];
const NEVER_MS = 60000;
const START = 0, RESTORE = 1, DELAY = 2, DUE = 3, KEYLIST = 4, INDEX = 5, TICK = 6, DELIVERED = 7, EDITION = 8, ENTRY = 9;
const STATUS = 10, MAKE = 11, SHOW = 12, PRACTISE = 13, ASK = 14, ANSWER = 15, ENTER = 16, COUNT = 17, COMPOSE = 18;
const REPLIES = 19, FORGET = 20;
const PARCEL = 4112;
let wasm;
let era = 0;
let broken;
let timer;
let ticked;
const utf8 = new TextEncoder();
const text = (bytes) => new TextDecoder().decode(bytes);
const memory = () => new Uint8Array(wasm.memory.buffer);
const env = {
random(at, length) {
for (let i = 0; i < length; i += 65536) {
crypto.getRandomValues(new Uint8Array(wasm.memory.buffer, at + i, Math.min(65536, length - i)));
}
},
};
function run(op, ...parts) {
let length = 0;
for (const part of parts) length += part.length;
const at = wasm.buf_new(length);
let to = at;
for (const part of parts) {
memory().set(part, to);
to += part.length;
}
const done = wasm.call(op, at, length);
wasm.buf_free(at, length);
if (done < 0) return done;
const from = wasm.out();
const bytes = memory().slice(from, from + done);
wasm.wipe();
return bytes;
}
const typed = (op, string) => run(op, utf8.encode(string));
const now = () => new Uint8Array(new Uint32Array([performance.now()]).buffer);
const view = (bytes) => new DataView(bytes.buffer);
async function ask(path, body) {
const options = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };
if (body) {
options.method = "POST";
options.body = body;
options.keepalive = true;
}
const stop = self.AbortController && new AbortController();
if (stop) options.signal = stop.signal;
const late = setTimeout(() => stop && stop.abort(), NEVER_MS);
try {
const answer = await fetch(path, options);
if (body) return answer.status === 204;
return answer.ok && new Uint8Array(await answer.arrayBuffer());
} catch (_) {
return false;
} finally {
clearTimeout(late);
}
}
async function tick() {
const mine = era;
ticked = true;
timer = 0;
try {
const due = run(DUE, now())[0];
const list = due & 1 && (await ask("/k"));
if (mine !== era) return;
if (list) run(KEYLIST, now(), list);
const index = due & 2 && (await ask("/o/index"));
if (mine !== era) return;
if (index) run(INDEX, now(), index);
const out = run(TICK);
if (out.length) {
if (document.hidden) keep();
const path = text(out.subarray(PARCEL));
const [sent, edition] = await Promise.all([ask("/p", out.slice(0, PARCEL)), path && ask(path)]);
if (mine !== era) return;
run(DELIVERED, [+sent]);
if (path) run(EDITION, [+!!edition], edition || []);
if (document.hidden) keep();
}
} catch (_) {
if (mine === era) return begin();
}
wait();
paint();
}
function wait() {
clearTimeout(timer);
timer = setTimeout(tick, view(run(DELAY, [+!document.hidden])).getUint32(0, true));
}
function keep() {
try {
let entry = "";
for (const byte of run(ENTRY)) entry += String.fromCharCode(byte);
if (entry) sessionStorage.setItem("s", btoa(entry));
} catch (_) {}
}
function unkeep() {
try {
sessionStorage.removeItem("s");
} catch (_) {}
}
function take() {
try {
const entry = sessionStorage.getItem("s");
unkeep();
if (entry) run(RESTORE, Uint8Array.from(atob(entry), (c) => c.charCodeAt(0)));
} catch (_) {}
}
async function begin() {
const mine = ++era;
ticked = broken = false;
clearTimeout(timer);
shut();
try {
const module = await engine;
if (mine !== era) return;
wasm = (await WebAssembly.instantiate(module, { env })).exports;
const org = script.dataset.o.match(/../g).map((hex) => parseInt(hex, 16));
run(START, org, [LANGUAGES.indexOf(document.documentElement.lang)], utf8.encode(W || ""));
take();
wait();
} catch (_) {
wasm = null;
broken = true;
}
if (live.early) home();
}
function t(id, values) {
return S["panel-" + id].replace(/{(\w+)}/g, (_, name) => values[name]);
}
const digits = (number) => String(number).replace(/\d/g, (digit) => S.digits[digit]);
function make(tag, properties, ...children) {
const node = document.createElement(tag);
for (const name in properties) {
if (name in node) node[name] = properties[name];
else node.setAttribute(name, properties[name]);
}
node.append(...children);
return node;
}
const p = (id, values) => make("p", {}, t(id, values));
const button = (id, onclick) => make("button", { type: "button", onclick }, t(id));
function turn(input) {
input.dir = input.value ? "auto" : "";
}
function field(tag, label, more) {
const input = make(tag, Object.assign({ autocomplete: "off", spellcheck: false }, more));
input.addEventListener("input", () => turn(input));
input.setAttribute("autocorrect", "off");
input.setAttribute("autocapitalize", "off");
return [make("label", {}, label, input), input];
}
let covered = [];
function cover(node) {
const toggle = button("show", () => set(!node.classList.contains("m")));
const set = (hide) => {
node.classList.toggle("m", hide);
if (node.tagName === "OL") node.setAttribute("aria-hidden", hide);
toggle.textContent = t(hide ? "show" : "hide");
toggle.setAttribute("aria-pressed", !hide);
};
set(true);
covered.push(set);
return toggle;
}
let live = {};
const says = make("p", { role: "status", "aria-live": "polite" });
const fails = make("p", { role: "alert" });
function fail(id) {
fails.textContent = id ? t(id) : "";
}
function show(title, ...children) {
live = {};
covered = [];
fail();
says.textContent = "";
const heading = make("h2", { tabIndex: -1, id: "p1" }, t(title));
const close = button("close", () => {
shut();
place.firstChild.focus();
});
place.textContent = "";
place.append(make("section", { "aria-labelledby": "p1" }, heading, ...children, fails, says, close));
heading.focus();
}
function shut() {
if (wasm) run(FORGET);
live = {};
place.textContent = "";
place.append(button("open", home));
}
function home() {
if (!wasm) {
const why = self.WebAssembly ? [p("no-load")] : [p("no-engine"), p("no-engine-do")];
show("title", ...(broken ? why : [p("connecting")]));
live.early = true;
return;
}
show("title", p("what"), p("nothing-kept"), p("not-emergency"), button("new", fresh), button("return", enter));
live.state = says;
paint();
}
function fresh() {
run(MAKE);
secret(run(STATUS)[4]);
}
function secret(form) {
const lines = run(SHOW, [form]);
if (lines < 0) return home();
const list = make("ol", { className: "w", dir: form ? "auto" : "ltr" });
for (const line of text(lines).split("\n")) list.append(make("li", {}, line));
const more = [button("practise", () => practise(form)), button("go-on", () => prove(form))];
if (run(STATUS)[3]) more.push(button(form ? "as-numbers" : "as-words", () => secret(1 - form)));
show(form ? "your-words" : "your-numbers", p("why-secret"), list, cover(list), p("how-keep"), p("lost"), ...more);
}
function practise(form) {
const [label, input] = field("textarea", t("type-all"), { rows: 3 });
const check = button("check", () => {
const wrong = typed(PRACTISE, input.value) < 0;
input.value = "";
turn(input);
fail(wrong && "not-right");
says.textContent = wrong ? "" : t("right");
input.focus();
});
show("practise", label, cover(input), check, button("back", () => secret(form)));
}
function prove(form) {
const at = run(ASK, [form]);
if (at < 0) return home();
const [one, two] = [0, 1].map((i) =>
field("input", t(form ? "word-n" : "number-n", { n: digits(at[i] + 1) }), form ? {} : { inputMode: "numeric" })
);
const check = button("check", () => {
if (typed(ANSWER, one[1].value.replace(/\n/g, " ") + "\n" + two[1].value) < 0) return fail("not-right");
talk();
});
show("prove", p("prove-why"), one[0], two[0], check, button("back", () => secret(form)));
}
function enter() {
const [label, input] = field("textarea", t("type-yours"), { rows: 4 });
const open = button("enter", () => {
if (typed(ENTER, input.value) < 0) {
fail("not-right");
return input.focus();
}
input.value = "";
talk();
});
show("return", label, cover(input), open, button("back", home));
}
function talk() {
const [label, input] = field("textarea", t("your-text"), { rows: 8 });
const sheets = make("p");
const count = () => {
turn(input);
const n = view(typed(COUNT, input.value)).getUint16(0, true);
sheets.textContent = n > 64 ? t("too-long") : n ? t("sheets", { n: digits(n) }) : "";
};
input.oninput = count;
const send = button("send", () => {
const done = typed(COMPOSE, input.value);
if (done < 0) {
live.stuck = done === -10;
fail({ "-10": "not-ready", "-13": "empty", "-14": "too-long", "-15": "full" }[done] || "not-ready");
return;
}
fail();
input.value = "";
count();
paint();
});
const lines = { answers: make("div"), looking: make("p"), newest: make("p") };
const usual = script.dataset.d ? [p("usual", { n: digits(script.dataset.d) })] : [];
show(
"answers", lines.looking, lines.answers, lines.newest, ...usual, p("not-emergency"),
make("h3", {}, t("write")), p("never-shown"), label, sheets, send, p("nothing-kept")
);
live = Object.assign(lines, { state: says, talk: true });
count();
paint();
}
function paint() {
if (!wasm || !live.state) return;
const status = run(STATUS);
const data = view(status);
const number = (at) => data.getUint32(at, true);
const all = number(5);
const left = number(9);
let line = "";
if (status[1]) line = t("problem-" + PROBLEMS[status[1]]);
else if (!status[0]) line = t("connecting");
else if (live.talk && all) line = t(left < all ? "leaving" : "all-left", { n: digits(left), m: digits(all) });
else if (live.talk) line = t("ready");
if (live.state.textContent !== line) live.state.textContent = line;
if (live.stuck && status[0]) live.stuck = fail();
if (!live.talk) return;
const newest = number(15) + number(19) * 4294967296;
live.newest.textContent = newest ? t("newest", { time: when(newest).replace("T", " ") + " UTC" }) : "";
const awaited = data.getUint16(13, true);
const replies = run(REPLIES);
const waiting = awaited || !newest;
live.looking.textContent = waiting ? t("looking") : replies.length ? "" : t("none-yet");
const key = replies.join();
if (live.key !== key) answers(replies);
live.key = key;
}
const when = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 16);
function answers(bytes) {
live.answers.textContent = "";
for (let at = 0; at < bytes.length; ) {
const data = view(bytes);
const day = data.getUint32(at, true);
const [automatic, have, parts] = bytes.subarray(at + 4, at + 7);
const length = data.getUint32(at + 7, true);
const words = text(bytes.subarray(at + 11, at + 11 + length));
at += 11 + length;
const date = make("small", {}, make("bdi", {}, when(day * 86400).slice(0, 10)));
const body = make("p", { dir: "auto", className: "a" }, automatic ? t("arrived") : words);
const article = make("article", {}, date, body);
if (have < parts) article.append(p("parts", { n: digits(have), m: digits(parts) }));
live.answers.append(article);
}
}
const engine = new Promise((ready, never) => {
const load = () => {
document.head.append(make("link", { rel: "stylesheet", href: script.dataset.c }));
if (!self.WebAssembly) return never();
fetch(script.dataset.w, { credentials: "omit" })
.then((answer) => answer.arrayBuffer())
.then((bytes) => WebAssembly.compile(bytes))
.then(ready, never);
};
if (document.readyState === "complete") load();
else addEventListener("load", load);
});
document.addEventListener("visibilitychange", () => {
if (document.hidden) for (const set of covered) set(true);
if (!wasm) return;
if (document.hidden) keep();
else unkeep();
if (ticked && timer) wait();
});
addEventListener("pagehide", () => {
if (!wasm) return;
keep();
era++;
clearTimeout(timer);
shut();
wasm = null;
});
addEventListener("pageshow", (event) => {
if (event.persisted) begin();
});
if (place) begin();
