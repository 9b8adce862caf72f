// <remote-verify address="https://service.example/s/TICKET" language="vi"></remote-verify>
// A portal's element that shows the citizen's pages in a frame. It depends on nothing. Events, all of which bubble:
//   remote-verify-ready      the first page is there
//   remote-verify-step       detail.step: start, consent, camera, ...
//   remote-verify-finished   detail.outcome: signed, refused, ended. A hint for the page alone: what counts is what the service tells the portal's server.
//   remote-verify-blocked    the pages can't be shown here; the link below the frame opens them in a tab of their own
// Parts for styling: frame, note, link.

import { hello, readPage } from "./words";

const leastHeight = 320;
const mostHeight = 20000;
const patienceMilliseconds = 8000;
const loadedMilliseconds = 3000;

const words: Record<string, { title: string; open: string; blocked: string }> = {
  vi: { title: "Xác minh danh tính và ký", open: "Mở trong thẻ riêng", blocked: "Không hiện được ở đây. Hãy mở trong thẻ riêng để tiếp tục." },
  en: { title: "Prove who you are and sign", open: "Open in a tab of its own", blocked: "It can't be shown here. Open it in a tab of its own to go on." },
};

const style = ":host{display:block}iframe{display:block;width:100%;border:0}p{margin:.5rem 0;font:inherit}p[hidden]{display:none}";

class RemoteVerify extends HTMLElement {
  static readonly observedAttributes = ["address", "language"];
  private frame: HTMLIFrameElement | null = null;
  private origin = "";
  private ready = false;
  private finished = "";
  private timer = 0;
  private readonly listen = (event: MessageEvent): void => this.hear(event);

  connectedCallback(): void {
    window.addEventListener("message", this.listen);
    this.render();
  }

  disconnectedCallback(): void {
    window.removeEventListener("message", this.listen);
    clearTimeout(this.timer);
    this.frame = null;
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.render();
  }

  private get words(): { title: string; open: string; blocked: string } { return words[this.getAttribute("language") ?? "vi"] ?? words["en"]!; }

  private render(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.replaceChildren();
    this.ready = false;
    this.finished = "";
    this.frame = null;
    const address = this.address();
    if (!address) return;
    this.origin = address.origin;
    // A sheet made by script: a portal that allows no inline style gets it all the same.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const frame = document.createElement("iframe");
    frame.allow = "camera; microphone";
    frame.title = this.words.title;
    frame.referrerPolicy = "no-referrer";
    frame.setAttribute("part", "frame");
    frame.style.height = `${leastHeight}px`;
    frame.addEventListener("load", () => this.greet(loadedMilliseconds));
    const note = document.createElement("p");
    note.setAttribute("part", "note");
    note.setAttribute("role", "status");
    note.hidden = true;
    const way = document.createElement("p");
    const link = document.createElement("a");
    link.setAttribute("part", "link");
    link.target = "_blank";
    link.rel = "noopener";
    link.href = address.href;
    link.textContent = this.words.open;
    way.append(link);
    root.append(frame, note, way);
    this.frame = frame;
    frame.src = address.href;
    this.wait(patienceMilliseconds);
  }

  /** An address of the citizen's pages over a line that nobody reads along, or null. */
  private address(): URL | null {
    try {
      const address = new URL(this.getAttribute("address") ?? "");
      const here = address.hostname === "localhost" || address.hostname === "127.0.0.1";
      if ((address.protocol !== "https:" && !(here && address.protocol === "http:")) || !address.pathname.startsWith("/s/")) return null;
      const language = this.getAttribute("language");
      if (language) address.searchParams.set("lang", language);
      return address;
    } catch {
      return null;
    }
  }

  private greet(patience: number): void {
    this.frame?.contentWindow?.postMessage(hello, this.origin);
    if (!this.ready) this.wait(patience);
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const note = this.shadowRoot?.querySelector<HTMLElement>("[part=note]");
      if (note) {
        note.textContent = this.words.blocked;
        note.hidden = false;
      }
      this.say("blocked", {});
    }, milliseconds);
  }

  private hear(event: MessageEvent): void {
    if (!this.frame || event.source !== this.frame.contentWindow || event.origin !== this.origin) return;
    const news = readPage(event.data);
    if (!news) return;
    clearTimeout(this.timer);
    if (!this.ready) {
      this.ready = true;
      this.shadowRoot!.querySelector<HTMLElement>("[part=note]")!.hidden = true;
      this.say("ready", {});
    }
    if (news.kind === "height") this.frame.style.height = `${Math.min(Math.max(news.pixels, leastHeight), mostHeight)}px`;
    else if (news.kind === "step") {
      // A new page begins at its top.
      if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
      this.say("step", { step: news.step });
    } else if (news.outcome !== this.finished) {
      // Every page after the end says so again.
      this.finished = news.outcome;
      this.say("finished", { outcome: news.outcome });
    }
  }

  private say(what: string, detail: Record<string, string>): void {
    this.dispatchEvent(new CustomEvent(`remote-verify-${what}`, { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("remote-verify")) customElements.define("remote-verify", RemoteVerify);
