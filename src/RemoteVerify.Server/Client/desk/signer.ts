// Hands the prepared digests to the officer's own signer on this computer (RemoteVerify.Signer, 127.0.0.1) and its values back to the page. The signer asks the officer before each batch;
// the pairing token stays in this browser.
import { text } from "../texts";

interface Task { caseId: string; documentName: string; documentSha256: string; hashToSign: string; hashAlgorithm: string; signatureAlgorithm: string }
interface Key { serialNumber: string; maySign: boolean }

const KEPT = "rv-signer";

export function useSigner(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-signer]");
  if (!form) return;
  const token = form.querySelector<HTMLInputElement>("[data-signer-token]")!;
  const port = form.querySelector<HTMLInputElement>("[data-signer-port]")!;
  const kept = read();
  token.value = kept.token;
  port.value = kept.port || port.value;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void sign(form, token.value.trim(), port.value.trim());
  });
  // Paired before: the signer is asked at once, and asks the officer itself.
  if (kept.token) void sign(form, token.value.trim(), port.value.trim());
}

async function sign(form: HTMLFormElement, token: string, port: string): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]")!;
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    if (!/^\d{4,5}$/.test(port)) throw new Error(text("desk.signer.says.port"));
    say(form, text("desk.signer.says.asking"));
    const keys = await ask<Key[]>(port, token, "/certificates");
    const key = keys.find((one) => one.maySign);
    if (!key) throw new Error(text("desk.signer.says.no-key"));
    write(token, port);
    const tasks = await prepare(form, key.serialNumber);
    say(form, text("desk.signer.says.look", tasks.length));
    const answer = await ask<{ signatures: { signature: string }[] }>(port, token, "/sign/batch", {
      certificateSerial: key.serialNumber, hashAlgorithm: tasks[0]?.hashAlgorithm, signatureAlgorithm: tasks[0]?.signatureAlgorithm,
      documents: tasks.map((one) => ({ documentName: one.documentName, documentSha256: one.documentSha256, hashToSign: one.hashToSign })),
    });
    (form.elements.namedItem("signatures") as HTMLInputElement).value = JSON.stringify(answer.signatures.map((one) => one.signature));
    form.submit();
  } catch (problem) {
    say(form, problem instanceof Error ? problem.message : String(problem));
    button.removeAttribute("aria-disabled");
  }
}

async function prepare(form: HTMLFormElement, serial: string): Promise<Task[]> {
  const body = new URLSearchParams();
  for (const name of ["ticket", "__RequestVerificationToken"]) body.set(name, (form.elements.namedItem(name) as HTMLInputElement).value);
  body.set("serial", serial);
  const answer = await fetch(form.dataset.prepare!, { method: "POST", body, credentials: "same-origin" });
  const read = await answer.json().catch(() => ({})) as { tasks?: Task[]; error?: string };
  if (!answer.ok || !read.tasks?.length) throw new Error(read.error ?? text("desk.signer.says.failed"));
  return read.tasks;
}

async function ask<T>(port: string, token: string, path: string, body?: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: body ? "POST" : "GET", headers: { "X-Pairing-Token": token, ...(body ? { "Content-Type": "application/json" } : {}) }, body: body ? JSON.stringify(body) : undefined,
      credentials: "omit", cache: "no-store",
    });
  } catch {
    throw new Error(text("desk.signer.says.absent"));
  }

  const read = await answer.json().catch(() => ({})) as T & { code?: string };
  if (answer.ok) return read;
  const says = text(`desk.signer.says.${(read.code ?? "").replace("signer.", "")}`);
  throw new Error(says.startsWith("desk.") ? text("desk.signer.says.failed") : says);
}

function say(form: HTMLFormElement, what: string): void {
  form.querySelector<HTMLElement>("[data-signer-message]")!.textContent = what;
}

function read(): { token: string; port: string } {
  try {
    return { token: "", port: "", ...JSON.parse(localStorage.getItem(KEPT) ?? "{}") as object };
  } catch {
    return { token: "", port: "" };
  }
}

function write(token: string, port: string): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ token, port }));
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
