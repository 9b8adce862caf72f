// A service point's page: seals papers and new dossiers into the queue of this machine, shows what waits, sends it when there is a line. Works the same from the page that the machine keeps.

import { text } from "../texts";
import { codeOf, isNumber, largestFile, mark, offerDays, read, showChosen, slip } from "./dossier";
import { seal } from "./seal";
import { Item, list, put, remove } from "./store";

const take = document.getElementById("point-take") as HTMLFormElement | null;
const begin = document.getElementById("point-new") as HTMLFormElement | null;
const send = document.getElementById("point-send") as HTMLFormElement | null;
const line = document.getElementById("point-line");
const queue = document.getElementById("queue");
const empty = document.getElementById("queue-empty");
const rejoinMilliseconds = 5000;
const keptMilliseconds = 30 * 24 * 3600_000;
let sending = false;

function input(id: string): HTMLInputElement { return document.getElementById(id) as HTMLInputElement; }

function say(words: string): void { if (line) line.textContent = words; }

function fault(id: string, isShown: boolean): void {
  const error = document.getElementById(id);
  if (error) error.hidden = !isShown;
}

async function waiting(): Promise<Item[]> { return (await list()).filter(item => item.done === undefined); }

/** A dossier that was not sent goes with its papers, which find no case without it. */
async function takeOut(item: Item): Promise<void> {
  for (const one of await list()) {
    if (one.id === item.id || (item.done === undefined && one.after === item.id)) await remove(one.id);
  }
  await show();
}

/** As times are written on all pages: 14:05, 30/11/2026. */
function written(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(at.getHours())}:${two(at.getMinutes())}, ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
}

function row(item: Item): HTMLLIElement {
  const made = document.createElement("li");
  const at = written(new Date(item.at));
  made.textContent = item.done ?? (item.slip ? text("assist.queue.dossier", item.slip, at) : text("assist.queue.item", at, Math.ceil((item.sealed?.byteLength ?? 0) / 1024)));
  if (item.done !== undefined) made.className = "rv-assist-queue__done";
  if (item.trouble) {
    const trouble = document.createElement("strong");
    trouble.className = "rv-line";
    trouble.textContent = item.trouble;
    made.append(trouble);
  }

  if (item.trouble || item.done !== undefined) {
    const away = document.createElement("button");
    away.type = "button";
    away.className = "govuk-button govuk-button--secondary";
    away.textContent = text(item.done !== undefined ? "assist.queue.told" : "assist.queue.remove");
    away.addEventListener("click", () => void takeOut(item));
    made.append(away);
  }
  return made;
}

async function show(): Promise<void> {
  const items = await list();
  if (!queue || !empty) return;
  empty.hidden = items.length > 0;
  queue.replaceChildren(...items.map(row));
  const left = items.filter(item => item.done === undefined).length;
  queue.dataset.count = String(left);
  if (send) send.hidden = left === 0;
}

async function sealed(form: HTMLFormElement, at: Date, header: { id: string; [name: string]: unknown }, file: ArrayBuffer, more: Partial<Item>): Promise<void> {
  await put({ id: header.id, sealed: await seal(form.dataset.key!, { ...header, agreed: form.dataset.text, at: at.toISOString() }, file), at: at.getTime(), ...more });
}

async function kept(form: HTMLFormElement, code: string | null): Promise<void> {
  form.reset();
  if (begin) showChosen(begin);
  const paper = document.getElementById("slip"), written = document.getElementById("slip-code");
  if (paper && written) {
    paper.hidden = code === null;
    written.textContent = code;
    if (code) paper.scrollIntoView();
  }
  say(line?.dataset.kept ?? "");
  await show();
  await flush();
}

async function keepPaper(): Promise<void> {
  const file = input("file").files?.[0];
  const code = input("code").value.trim(), number = input("number").value;
  const whole = mark([
    [input("code"), code !== ""], [input("number"), isNumber(number)], [input("file"), file !== undefined && file.size <= largestFile], [input("agreed"), input("agreed").checked],
  ]);
  fault("point-error", !whole);
  if (!whole || !file || !take) return;
  const after = (await waiting()).find(item => item.slip === code.toUpperCase())?.id;
  await sealed(take, new Date(), { id: crypto.randomUUID(), code, number, need: input("need").value }, await file.arrayBuffer(), after ? { after } : {});
  await kept(take, null);
}

async function keepDossier(): Promise<void> {
  if (!begin) return;
  const begun = read(begin);
  fault("new-error", begun === null);
  if (!begun) return;
  const id = crypto.randomUUID(), at = new Date(), characters = slip(), code = codeOf(at, characters);
  await sealed(begin, at, { id, number: begun.number, dossier: { slip: characters, ...begun.parts } }, new ArrayBuffer(0), { slip: code });
  for (const [place, { need, file }] of begun.papers.entries()) {
    await sealed(begin, new Date(at.getTime() + 1 + place), { id: crypto.randomUUID(), code, number: begun.number, need }, await file.arrayBuffer(), { after: id });
  }
  await kept(begin, code);
}

/** False when the rest of the queue would meet the same. */
async function one(item: Item, form: HTMLFormElement): Promise<boolean> {
  const body = new FormData(form);
  body.set("item", new Blob([item.sealed!]), "item");
  const answer = await fetch(form.action, { method: "POST", body, cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect") {
    say(text("assist.queue.sign-in"));
    return false;
  }

  if (!answer.ok) return false;
  const { result, text: words } = (await answer.json()) as { result: string; text: string };
  if (result !== "taken" && result !== "known") await put({ ...item, trouble: words });
  else if (item.slip) await put({ id: item.id, at: item.at, slip: item.slip, done: words });
  else await remove(item.id);
  return result !== "later";
}

/** Sends one after the other; what the line did not carry stays and is sent again, and the service takes each once. A paper goes after the dossier it belongs to. */
async function flush(): Promise<void> {
  if (!send || sending || !navigator.onLine) return;
  sending = true;
  try {
    const items = await waiting();
    for (const item of items) {
      const isEarly = item.after !== undefined && (await waiting()).some(other => other.id === item.after);
      if (!isEarly && !(await one(item, send))) break;
    }
    if (items.length > 0 && (await waiting()).length === 0) say(text("assist.queue.all-sent"));
  } catch {
    say(text("assist.queue.no-line"));
  } finally {
    sending = false;
    await show();
  }
}

function isFilledIn(): boolean {
  return [...document.querySelectorAll<HTMLInputElement>("#point-take input, #point-new input")].some(one => (one.type === "checkbox" ? one.checked : one.value !== ""));
}

/** The kept page gives way to the one that can send once the service answers, which may be later than the browser thinks, and never while somebody fills in a form. */
async function rejoin(): Promise<void> {
  if (!navigator.onLine || isFilledIn()) return;
  try {
    await fetch("/health", { cache: "no-store" });
    location.assign("/point");
  } catch {
    // No line yet; asked again soon.
  }
}

async function ready(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/point-worker.js", { scope: "/point" });
  await navigator.serviceWorker.ready;
  if (line) line.dataset.ready = "yes";
}

function choose(): void {
  const isNew = input("what-new").checked;
  if (take) take.hidden = isNew;
  if (begin) begin.hidden = !isNew;
}

async function forget(): Promise<void> {
  for (const item of await list()) {
    if (item.done !== undefined && item.at < Date.now() - keptMilliseconds) await remove(item.id);
  }
}

take?.addEventListener("submit", event => { event.preventDefault(); void keepPaper(); });
begin?.addEventListener("submit", event => { event.preventDefault(); void keepDossier(); });
send?.addEventListener("submit", event => { event.preventDefault(); void flush(); });
for (const what of ["what-paper", "what-new"]) input(what).addEventListener("change", choose);
input("new-procedure").addEventListener("change", () => { if (begin) showChosen(begin); });
if (begin) showChosen(begin);
offerDays();
choose();
window.addEventListener("online", () => void (send ? flush() : rejoin()));
if (!send) setInterval(() => void rejoin(), rejoinMilliseconds);
void forget().then(show).then(flush);
void ready();
