// A service point's page: seals papers into the queue of this machine, shows what waits, sends it when there is a line. Works the same from the page that the machine keeps.

import { text } from "../texts";
import { seal } from "./seal";
import { Item, list, put, remove } from "./store";

const take = document.getElementById("point-take") as HTMLFormElement | null;
const send = document.getElementById("point-send") as HTMLFormElement | null;
const line = document.getElementById("point-line");
const queue = document.getElementById("queue");
const empty = document.getElementById("queue-empty");
const error = document.getElementById("point-error");
const rejoinMilliseconds = 5000;
let sending = false;

function input(id: string): HTMLInputElement { return document.getElementById(id) as HTMLInputElement; }

function say(words: string): void { if (line) line.textContent = words; }

async function show(): Promise<void> {
  const items = await list();
  if (!queue || !empty) return;
  empty.hidden = items.length > 0;
  queue.replaceChildren(...items.map(item => {
    const row = document.createElement("li");
    const size = Math.ceil(item.sealed.byteLength / 1024);
    row.textContent = text("assist.queue.item", new Date(item.at).toLocaleString(document.documentElement.lang === "en" ? "en-GB" : "vi-VN"), size);
    if (item.trouble) {
      const trouble = document.createElement("strong");
      trouble.className = "rv-line";
      trouble.textContent = item.trouble;
      const away = document.createElement("button");
      away.type = "button";
      away.className = "govuk-button govuk-button--secondary";
      away.textContent = text("assist.queue.remove");
      away.addEventListener("click", () => void remove(item.id).then(show));
      row.append(trouble, away);
    }
    return row;
  }));
  queue.dataset.count = String(items.length);
}

async function keep(): Promise<void> {
  const file = input("file").files?.[0];
  const whole = input("code").value.trim() !== "" && /^\d{12}$/.test(input("number").value.replace(/\s/g, "")) && file !== undefined && file.size <= 10 << 20 && input("agreed").checked;
  if (error) error.hidden = whole;
  if (!whole || !file || !take) return;
  const id = crypto.randomUUID();
  const at = new Date();
  const header = { id, code: input("code").value.trim(), number: input("number").value, need: input("need").value, agreed: take.dataset.text, at: at.toISOString() };
  await put({ id, sealed: await seal(take.dataset.key!, header, await file.arrayBuffer()), at: at.getTime() });
  take.reset();
  say(line?.dataset.kept ?? "");
  await show();
  await flush();
}

async function one(item: Item, form: HTMLFormElement): Promise<boolean> {
  const body = new FormData(form);
  body.set("item", new Blob([item.sealed]), "item");
  const answer = await fetch(form.action, { method: "POST", body, cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect") {
    say(text("assist.queue.sign-in"));
    return false;
  }

  if (!answer.ok) return false;
  const { result, text: words } = (await answer.json()) as { result: string; text: string };
  if (result === "taken" || result === "known") await remove(item.id);
  else await put({ ...item, trouble: words });
  return result !== "later";
}

/** Sends one after the other; what the line did not carry stays and is sent again, and the service takes each once. */
async function flush(): Promise<void> {
  if (!send || sending || !navigator.onLine) return;
  sending = true;
  try {
    const waiting = await list();
    for (const item of waiting) {
      if (!(await one(item, send))) break;
    }
    if (waiting.length > 0 && (await list()).length === 0) say(text("assist.queue.all-sent"));
  } catch {
    say(text("assist.queue.no-line"));
  } finally {
    sending = false;
    await show();
  }
}

/** The kept page gives way to the one that can send once the service answers, which may be later than the browser thinks, and never while somebody fills in the form. */
async function rejoin(): Promise<void> {
  if (!navigator.onLine || input("code").value || input("number").value || input("file").value) return;
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

take?.addEventListener("submit", event => { event.preventDefault(); void keep(); });
send?.addEventListener("submit", event => { event.preventDefault(); void flush(); });
window.addEventListener("online", () => void (send ? flush() : rejoin()));
if (!send) setInterval(() => void rejoin(), rejoinMilliseconds);
void show().then(flush);
void ready();
