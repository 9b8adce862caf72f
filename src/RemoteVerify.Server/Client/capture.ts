// The citizen's half of the capture protocol (src/RemoteVerify.Biometrics/Liveness/README.md): camera, canvas, JPEG, WebSocket.
// It holds no model and no rule; it shows the codes that the server sends. Structure of the page: README.md beside this file.

import { dim, optOutByDefault, shine } from "./light";
import { Line } from "./line";
import texts from "./texts.json";

/** Detail of the event capture-ticket: the page may answer with a fresh ticket, asked for only when the camera is really there. */
export type CaptureTicketRequest = { answer: (ticket: Promise<{ ticket: string; path: string }>) => void };

type Language = keyof typeof texts;
type FramePolicy = { width: number; height: number; quality: number; framesPerSecond: number; window: number };
type Ready = { type: "ready"; nonce: string; policy: FramePolicy; steps: number; sequence?: number; resume?: string };
type Ack = { type: "ack"; sequence: number; state: string; guidance: string; policy?: FramePolicy };
type Step = { type: "step"; number: number; done: number; of: number; step: string; token: string };
type Colour = { type: "colour"; number: number; done: number; of: number; colour: string; token: string };
type Proof = { type: "proof"; number: number; token: string; width: number; height: number; quality: number };
type Result = { type: "result"; outcome: string; code: string; triesLeft: number };
type ServerMessage = Ready | Ack | Step | Colour | Proof | Result;

const headerBytes = 40;
// What the service takes (ProtocolLimits), header included.
const mostBytes: Record<number, number> = { 1: 96 * 1024, 2: 400 * 1024 };
const noToken = "0000000000000000";
const messageMilliseconds = 1500;
const answerMilliseconds = 6000;
const arrows: Record<string, string> = {
  "turn-left": "\u2190", "turn-right": "\u2192", "nod-up": "\u2191", "nod-down": "\u2193", closer: "\u2295", farther: "\u2296",
};

function part<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}`);
  return found as T;
}

function language(): Language {
  const chosen = document.documentElement.lang.slice(0, 2);
  return chosen in texts ? (chosen as Language) : "vi";
}

function say(code: string): string {
  const known = texts[language()] as Record<string, string>;
  return known[code] ?? known["wait"];
}

let told = "begin";

/** Shows the message of a code; a change of language says it again. */
function tell(code: string): void {
  told = code;
  part("capture-message").textContent = say(code);
}

/** One message at a time, and never more often than a person can read or hear. */
class Announcer {
  private shown = "";
  private since = 0;

  show(code: string, urgent = false): void {
    if (code === "none" || code === this.shown) return;
    if (!urgent && performance.now() - this.since < messageMilliseconds) return;
    this.shown = code;
    this.since = performance.now();
    tell(code);
  }
}

class FrameChain {
  private hash = new Uint8Array(32);

  static async begin(nonce: Uint8Array): Promise<FrameChain> {
    const label = new TextEncoder().encode("RemoteVerify capture chain 1\n");
    const chain = new FrameChain();
    chain.hash = await digest([label, nonce]);
    return chain;
  }

  get link(): Uint8Array { return this.hash.subarray(0, 8); }

  async append(message: Uint8Array): Promise<void> { this.hash = await digest([this.hash, message]); }
}

async function digest(parts: Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) { all.set(p, at); at += p.length; }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

class Capture {
  private readonly canvas = document.createElement("canvas");
  private readonly announcer = new Announcer();
  private readonly sent = new Map<number, number>();
  private readonly proofs: Proof[] = [];
  private chain: FrameChain | null = null;
  private policy: FramePolicy | null = null;
  private shown = { number: 0, token: noToken };
  private stepFrom = 0;
  private readyAt = -1;
  private sequence = 0;
  private roundTrip = 0;
  private nextGuideAt = 0;
  private lastCapture = -1;
  private presented = 0;
  private busy = false;
  private over = false;

  private readonly line: Line;
  private readonly watch: number;

  constructor(private readonly video: HTMLVideoElement, address: URL, greeting: object, private readonly finished: (r: Result) => void) {
    const lost = (): void => this.finished({ type: "result", outcome: "expired", code: "line-lost", triesLeft: 0 });
    this.line = new Line(address, greeting, text => void this.receive(JSON.parse(text) as ServerMessage), () => this.waitForLine(), lost);
    this.watch = window.setInterval(() => this.watchAnswers(), 1000);
    this.watchFrames();
  }

  event(name: string): void {
    if (this.line.isOpen) this.line.send(JSON.stringify({ type: "event", name }));
  }

  stop(): void {
    this.over = true;
    clearInterval(this.watch);
    this.line.close();
    dim();
  }

  private waitForLine(): void {
    this.chain = null;
    this.arrow("");
    dim();
    this.announcer.show("reconnecting", true);
  }

  private watchAnswers(): void {
    const oldest = Math.min(...this.sent.values());
    if (this.line.isOpen && performance.now() - oldest > answerMilliseconds) this.line.giveUp();
  }

  private watchFrames(): void {
    const step = (now: number, data?: { presentedFrames: number }): void => {
      if (this.over) return;
      this.presented = data?.presentedFrames ?? this.presented + 1;
      void this.perhapsSend(now);
      schedule();
    };
    const schedule = (): void => {
      if ("requestVideoFrameCallback" in this.video) this.video.requestVideoFrameCallback(step);
      else setTimeout(() => step(performance.now()), 33);
    };
    schedule();
  }

  private async receive(message: ServerMessage): Promise<void> {
    switch (message.type) {
      case "ready":
        await this.begin(message);
        break;
      case "ack":
        this.acknowledge(message);
        break;
      case "step":
        this.shown = message;
        this.stepFrom = this.sequence;
        this.arrow(message.step);
        this.announcer.show(`step-${message.step}`, true);
        navigator.vibrate?.(80);
        this.progress(message.done, message.of);
        break;
      case "colour":
        this.shown = message;
        if (message.colour || message.done === 0) shine(message.colour);
        else dim();
        this.announcer.show(message.done === 0 ? "colours-soon" : "screen-colours", message.done === 0);
        break;
      case "proof":
        this.proofs.push(message);
        break;
      case "result":
        this.over = true;
        this.arrow("");
        this.finished(message);
        break;
    }
  }

  /** The first line, or a new one after a break: then frames and milliseconds count on, and everything that was shown is void. */
  private async begin(ready: Ready): Promise<void> {
    const isFirst = this.readyAt < 0;
    if (isFirst) this.readyAt = performance.now();
    this.sent.clear();
    this.proofs.length = 0;
    this.shown = { number: 0, token: noToken };
    this.sequence = ready.sequence ?? 0;
    this.stepFrom = this.sequence;
    this.policy = ready.policy;
    this.line.ready(ready.resume);
    if (isFirst) this.progress(0, ready.steps);
    else this.announcer.show("hold-still", true);
    this.chain = await FrameChain.begin(bytesOf(ready.nonce));
  }

  private acknowledge(ack: Ack): void {
    const at = this.sent.get(ack.sequence);
    this.sent.delete(ack.sequence);
    if (at !== undefined) this.roundTrip = Math.min(65535, Math.round(performance.now() - at));
    if (ack.policy) this.policy = ack.policy;
    // The colours speak for themselves: each is told when it is shown.
    if (ack.state === "colours") return;
    if (ack.state !== "challenge" && ack.sequence >= this.stepFrom) {
      this.arrow("");
      this.announcer.show(ack.guidance);
    } else if (ack.guidance !== "follow-step") {
      this.announcer.show(ack.guidance);
    }
  }

  private async perhapsSend(now: number): Promise<void> {
    const policy = this.policy;
    if (this.busy || !policy || !this.chain || this.sent.size >= policy.window || !this.line.isOpen) return;
    const proof = this.proofs[0];
    if (!proof && now < this.nextGuideAt) return;
    this.busy = true;
    try {
      if (proof) {
        this.proofs.shift();
        await this.send(2, proof.width, proof.height, proof.quality, proof.token);
      } else {
        // Pace by accumulated time: waiting a fixed gap would halve the rate of a slow camera.
        const gap = 1000 / policy.framesPerSecond;
        this.nextGuideAt = Math.max(this.nextGuideAt + gap, now - gap);
        await this.send(1, policy.width, policy.height, policy.quality, this.shown.token);
      }
    } finally {
      this.busy = false;
    }
  }

  /** The picture goes out as the camera sees it; only the preview on the screen is mirrored. */
  private async send(kind: number, width: number, height: number, quality: number, token: string): Promise<void> {
    const step = this.shown.number;
    const chain = this.chain;
    const capture = Math.max(this.lastCapture + 1, Math.round(performance.now() - this.readyAt));
    this.lastCapture = capture;
    this.draw(width, height);
    const blob = await this.encode(quality, mostBytes[kind] - headerBytes);
    if (!blob || !chain || chain !== this.chain) return;
    const jpeg = new Uint8Array(await blob.arrayBuffer());
    const message = new Uint8Array(headerBytes + jpeg.length);
    const view = new DataView(message.buffer);
    view.setUint8(0, 1);
    view.setUint8(1, kind);
    view.setUint8(2, step);
    view.setUint32(4, this.sequence);
    view.setUint32(8, capture);
    message.set(bytesOf(token), 12);
    view.setUint32(20, this.presented);
    view.setUint32(24, Math.round(this.video.currentTime * 1000));
    message.set(chain.link, 28);
    view.setUint16(36, this.roundTrip);
    message.set(jpeg, headerBytes);
    await chain.append(message);
    // The line may have broken meanwhile; what belongs to the old chain is not sent on a new one.
    if (chain !== this.chain || !this.line.isOpen) return;
    this.sent.set(this.sequence++, performance.now());
    this.line.send(message);
  }

  /** Grain of a dark room makes large files: the quality goes down until the service takes the picture. */
  private async encode(quality: number, most: number): Promise<Blob | null> {
    for (let q = quality; ; q -= 0.1) {
      const blob = await new Promise<Blob | null>(done => this.canvas.toBlob(done, "image/jpeg", q));
      if (!blob || blob.size <= most || q <= 0.3) return blob;
    }
  }

  private draw(width: number, height: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    const { videoWidth: w, videoHeight: h } = this.video;
    const scale = Math.min(w / width, h / height);
    const [cw, ch] = [width * scale, height * scale];
    this.canvas.getContext("2d")?.drawImage(this.video, (w - cw) / 2, (h - ch) / 2, cw, ch, 0, 0, width, height);
  }

  private arrow(step: string): void {
    const place = part("capture-arrow");
    place.textContent = arrows[step] ?? "";
    place.dataset.step = step;
  }

  private progress(done: number, of: number): void {
    part("capture-progress").textContent = say("progress").replace("{done}", String(done)).replace("{of}", String(of));
  }
}

function gpu(): string {
  const gl = document.createElement("canvas").getContext("webgl");
  const info = gl?.getExtension("WEBGL_debug_renderer_info");
  return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)).slice(0, 200) : "";
}

function isPatched(): boolean {
  const native = (f: unknown): boolean => Function.prototype.toString.call(f).includes("[native code]");
  return !native(navigator.mediaDevices.getUserMedia) || !native(HTMLCanvasElement.prototype.toBlob) || !native(CanvasRenderingContext2D.prototype.drawImage);
}

async function hello(root: HTMLElement, track: MediaStreamTrack): Promise<object> {
  const settings = track.getSettings();
  const form = new FormData(part<HTMLFormElement>("capture-needs"));
  const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(d => d.kind === "videoinput").length;
  return {
    type: "hello", version: 1, ticket: root.dataset.ticket ?? "",
    screenWidth: screen.width, screenHeight: screen.height, languages: navigator.languages.slice(0, 8), screenColours: true,
    needs: {
      noHeadTurn: form.has("no-head-turn"), noFlash: form.has("no-flash"), audioPrompts: false, timeFactor: Number(form.get("time") ?? "1"),
    },
    camera: {
      label: track.label.slice(0, 200), width: settings.width ?? 0, height: settings.height ?? 0, frameRate: settings.frameRate ?? 0,
      facingMode: settings.facingMode ?? "", capabilities: Object.keys(track.getCapabilities?.() ?? {}).slice(0, 60), cameras,
    },
    device: {
      userAgent: navigator.userAgent.slice(0, 300), mobile: /Android|iPhone|iPad|Mobile/.test(navigator.userAgent), gpu: gpu(),
      webDriver: navigator.webdriver === true, patchedFunctions: isPatched(),
    },
  };
}

function end(root: HTMLElement, outcome: string, code: string, triesLeft: number): void {
  tell(outcome === "retry" ? `retry-${code}` : `result-${outcome}`);
  part("capture-stage").hidden = true;
  const again = part<HTMLButtonElement>("capture-start");
  again.hidden = outcome === "pass" || outcome === "officer" || (outcome !== "expired" && triesLeft === 0);
  again.disabled = false;
  for (const known of Object.keys(texts) as Language[]) again.dataset[known] = texts[known].again;
  again.textContent = say("again");
  root.dispatchEvent(new CustomEvent("capture-finished", { bubbles: true, detail: { outcome, code, triesLeft } }));
  part("capture-needs").hidden = again.hidden;
  part("capture-light-hint").hidden = again.hidden;
  if (!again.hidden) again.focus();
}

/** Puts the page's fresh ticket into the element; without an answer the one that lies there is used. */
async function fetchTicket(root: HTMLElement): Promise<void> {
  let given: Promise<{ ticket: string; path: string }> | null = null;
  const detail: CaptureTicketRequest = { answer: ticket => (given = ticket) };
  root.dispatchEvent(new CustomEvent("capture-ticket", { detail }));
  if (!given) return;
  const { ticket, path } = await (given as Promise<{ ticket: string; path: string }>);
  root.dataset.ticket = ticket;
  root.dataset.address = path;
}

async function start(root: HTMLElement): Promise<void> {
  const button = part<HTMLButtonElement>("capture-start");
  const video = part<HTMLVideoElement>("capture-video");
  button.disabled = true;
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } } });
  } catch (e) {
    // No silent fallback to a photograph: the person learns what to do instead.
    tell(e instanceof DOMException && e.name === "NotAllowedError" ? "camera-refused" : "camera-missing");
    button.disabled = false;
    return;
  }

  try {
    await fetchTicket(root);
  } catch {
    // The page has told why.
    stream.getTracks().forEach(t => t.stop());
    button.disabled = false;
    return;
  }

  video.srcObject = stream;
  await video.play();
  button.hidden = true;
  part("capture-needs").hidden = true;
  part("capture-light-hint").hidden = true;
  part("capture-stage").hidden = false;
  const track = stream.getVideoTracks()[0];
  const greeting = await hello(root, track);
  const address = new URL(root.dataset.address ?? "", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  let finished = false;
  const finish = (outcome: string, code: string, triesLeft: number): void => {
    if (finished) return;
    finished = true;
    capture.stop();
    stream.getTracks().forEach(t => t.stop());
    video.srcObject = null;
    end(root, outcome, code, triesLeft);
  };
  const capture = new Capture(video, address, greeting, r => finish(r.outcome, r.code, r.triesLeft));
  track.onended = () => capture.event("camera-ended");
  navigator.mediaDevices.ondevicechange = () => capture.event("device-change");
  document.addEventListener("visibilitychange", () => capture.event(document.hidden ? "hidden" : "visible"));
  part<HTMLButtonElement>("capture-cancel").onclick = () => capture.event("cancel");
}

const root = document.getElementById("capture");
if (root) {
  tell(told);
  optOutByDefault(part<HTMLInputElement>("capture-no-flash"));
  part<HTMLButtonElement>("capture-start").onclick = () => void start(root);
  document.addEventListener("language-change", () => tell(told));
}
