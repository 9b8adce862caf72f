// The citizen's page, one step at a time. Which step comes next is decided by the service: the page reads the case and shows the
// step that its state allows, so that a reload or a second device never gets ahead of it.

import { Api, CaseInfo, Refused, Session } from "./api";
import { CaptureTicketRequest } from "./capture";
import words from "./words.json";

type Step = "begin" | "declined" | "wait" | "camera" | "document" | "not-signed" | "receipt" | "over" | "trouble";
type Language = keyof typeof words;
type Word = keyof (typeof words)["vi"];
type Receipt = { hash: string; at: string };

const pollMilliseconds = 5000;

function part<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}`);
  return found as T;
}

function language(): Language { return document.documentElement.lang === "en" ? "en" : "vi"; }

class CitizenPage {
  private readonly root = part("citizen");
  private readonly ticket = this.root.dataset.ticket ?? "";
  private session: Session | null = null;
  private api = new Api(null);
  private current: CaseInfo | null = null;
  private step: Step | null = null;
  private shown: ArrayBuffer | null = null;
  private shownHash = "";
  private address = "";
  private poll = 0;
  private readonly said = new Map<string, Word>();

  begin(): void {
    this.listen();
    this.translate("vi");
    this.root.hidden = false;
    part("language").hidden = false;
    const kept = sessionStorage.getItem(this.key("session"));
    if (kept) void this.go(async () => { this.use(JSON.parse(kept) as Session); await this.route(); });
    else this.show("begin");
  }

  private listen(): void {
    part("language").onclick = () => this.translate(language() === "vi" ? "en" : "vi");
    part("agree").onclick = () => void this.go(() => this.enter());
    part("decline").onclick = () => this.show("declined");
    part("reconsider").onclick = () => this.show("begin");
    part("sign").onclick = () => void this.go(() => this.sign());
    part("not-sign").onclick = () => this.show("not-signed");
    part("back-to-document").onclick = () => this.show("document");
    part("again").onclick = () => (this.session ? void this.go(() => this.route()) : this.show("begin"));
    const capture = part("capture");
    capture.addEventListener("capture-ticket", event => (event as CustomEvent<CaptureTicketRequest>).detail.answer(this.captureTicket()));
    capture.addEventListener("capture-finished", event => {
      const { outcome, triesLeft } = (event as CustomEvent<{ outcome: string; triesLeft: number }>).detail;
      const goesOn = outcome === "pass" || outcome === "officer" || outcome === "refused" || (outcome === "retry" && triesLeft === 0);
      if (goesOn) setTimeout(() => void this.go(() => this.route()), 2500);
    });
  }

  /** Runs one action; buttons rest meanwhile, and a refusal becomes a sentence. */
  private async go(action: () => Promise<void>): Promise<void> {
    clearTimeout(this.poll);
    this.root.setAttribute("aria-busy", "true");
    const buttons = [...this.root.querySelectorAll<HTMLButtonElement>("button.choice")];
    buttons.forEach(b => (b.disabled = true));
    try {
      await action();
    } catch (e) {
      this.refused(e instanceof Refused ? e : new Refused(500, "failed"));
    } finally {
      buttons.forEach(b => (b.disabled = false));
      this.root.removeAttribute("aria-busy");
    }
  }

  private refused(problem: Refused): void {
    if (problem.code === "token.not-accepted" || problem.status === 401) {
      sessionStorage.removeItem(this.key("session"));
      this.end(this.session ? "session-ended" : "used-link");
      this.session = null;
    } else {
      this.say("trouble-message", problem.status === 0 ? "no-line" : problem.code === "document.hash-differs" ? "hash-differs" : "failed");
      this.show("trouble");
    }
  }

  private async enter(): Promise<void> {
    const session = await this.api.enter(this.ticket);
    sessionStorage.setItem(this.key("session"), JSON.stringify(session));
    this.use(session);
    await this.route();
  }

  private use(session: Session): void {
    this.session = session;
    this.api = new Api(session);
  }

  private async route(): Promise<void> {
    const found = (this.current = await this.api.readCase());
    part("test-note").hidden = !found.isTest;
    const receipt = sessionStorage.getItem(this.key("receipt"));
    if (found.state === "refused") return this.end("case-refused");
    if (receipt) return this.receipt(JSON.parse(receipt) as Receipt);
    if (found.allowedActions.includes("content.confirm")) return this.showDocument();
    const mine = found.verifications.filter(v => v.participant === this.session?.participant).pop();
    switch (mine?.state) {
      case undefined: return this.wait("wait-start");
      case "awaiting-chip": return this.wait("wait-chip");
      case "with-officer": return this.wait("wait-officer");
      case "declined": return this.end("identity-declined");
      case "passed": return this.wait("wait-others");
      default:
        return this.show("camera");
    }
  }

  private async captureTicket(): Promise<{ ticket: string; path: string }> {
    const mine = this.current?.verifications.filter(v => v.participant === this.session?.participant).pop();
    try {
      return await this.api.openCapture(mine?.id ?? "");
    } catch (e) {
      const problem = e instanceof Refused ? e : new Refused(500, "failed");
      // No try left, or already decided: the case says what comes next.
      if (problem.status === 409) void this.go(() => this.route());
      else this.refused(problem);
      throw e;
    }
  }

  private async showDocument(): Promise<void> {
    const bytes = await this.api.document();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    this.shown = bytes;
    this.shownHash = [...digest].map(b => b.toString(16).padStart(2, "0")).join("");
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
    part<HTMLAnchorElement>("document-open").href = this.address;
    const save = part<HTMLAnchorElement>("document-save");
    save.href = this.address;
    save.download = `${this.current?.code ?? "tai-lieu"}.pdf`;
    part("document-title").textContent = this.current?.title ?? "";
    part("document-hash").textContent = this.shownHash;
    part<HTMLInputElement>("read").checked = false;
    part("read-first").hidden = true;
    this.show("document");
  }

  /** Confirms the hash of the bytes that were shown, not the hash that the service names; the service compares. */
  private async sign(): Promise<void> {
    if (!this.shown || !part<HTMLInputElement>("read").checked) {
      part("read-first").hidden = false;
      part("read").focus();
      return;
    }

    this.say("wait-message", "signing");
    const request = await this.api.prepareSignature();
    if (request.documentSha256.toLowerCase() !== this.shownHash) throw new Refused(409, "document.hash-differs");
    this.show("wait");
    await this.api.confirm(request.id, this.shownHash);
    const receipt: Receipt = { hash: this.shownHash, at: new Date().toISOString() };
    sessionStorage.setItem(this.key("receipt"), JSON.stringify(receipt));
    await this.route();
  }

  private receipt(receipt: Receipt): void {
    const found = this.current!;
    part("receipt-case").textContent = found.code;
    part("receipt-title").textContent = found.title;
    part("receipt-time").textContent = new Date(receipt.at).toLocaleString(language() === "vi" ? "vi-VN" : "en-GB", { timeZone: "Asia/Ho_Chi_Minh" });
    part("receipt-hash").textContent = receipt.hash;
    const state: Word = found.published.length > 0 ? "state-completed"
      : found.allowedActions.includes("content.confirm") ? "state-others"
      : found.state === "countersigned" || found.state === "organisation-sealed" || found.state === "effective" ? "state-seal" : "state-officer";
    this.say("receipt-state", state);
    const result = found.published[0];
    part("receipt-published").hidden = !result;
    if (result) part<HTMLAnchorElement>("receipt-link").href = `/check/${encodeURIComponent(result.code)}`;
    else this.again();
    this.show("receipt");
  }

  private wait(why: Word): void {
    this.say("wait-message", why);
    this.show("wait");
    this.again();
  }

  private again(): void {
    this.poll = window.setTimeout(() => void this.go(() => this.route()), pollMilliseconds);
  }

  private end(why: Word): void {
    this.say("over-message", why);
    this.show("over");
  }

  /** Moves focus to the heading of a new step, so that screen readers and keyboards start there. */
  private show(step: Step): void {
    if (this.step === step) return;
    const first = this.step === null;
    this.step = step;
    for (const section of this.root.querySelectorAll<HTMLElement>("section[data-step]")) {
      section.hidden = section.dataset.step !== step;
      if (!section.hidden && !first) section.querySelector<HTMLElement>("h1")?.focus();
    }
  }

  private say(id: string, word: Word): void {
    this.said.set(id, word);
    const text = words[language()][word];
    if (part(id).textContent !== text) part(id).textContent = text;
  }

  private translate(to: Language): void {
    document.documentElement.lang = to;
    const other = part("language");
    other.textContent = to === "vi" ? "English" : "Tiếng Việt";
    other.lang = to === "vi" ? "en" : "vi";
    for (const element of document.querySelectorAll<HTMLElement>("[data-vi]")) element.textContent = element.dataset[to] ?? "";
    for (const [id, word] of this.said) this.say(id, word);
    document.dispatchEvent(new Event("language-change"));
  }

  private key(name: string): string { return `remoteverify.${name}.${this.ticket}`; }
}

new CitizenPage().begin();
