// The citizen's half of the capture protocol (src/RemoteVerify.Biometrics/Liveness/README.md): camera, canvas, picture, line. It holds no model and no
// rule; it shows the codes that the service sends.

import { text } from "../texts";
import { Announcer } from "./announcer";
import { dim, shine } from "./light";
import { Line } from "./line";
import { Ack, Colour, FrameChain, FramePolicy, frameMessage, guide, Kind, mostBytes, noToken, Proof, proof, Ready, Result, ServerMessage, Step } from "./wire";

const answerMilliseconds = 6000;
const vibrationMilliseconds = 80;
/** On a line that takes so long for a frame, one that waits behind a large picture would be old when it arrives. */
const slowMilliseconds = 120;

/** A picture that the service wants. */
type Wanted = Pick<FramePolicy, "width" | "height" | "quality" | "webP" | "mostBytes">;

/** What the capture shows itself in. */
export type Stage = { video: HTMLVideoElement; arrow: HTMLElement; progress: HTMLElement };

export class Capture {
  private readonly canvas = document.createElement("canvas");
  private readonly sent = new Map<number, number>();
  private readonly proofs: Proof[] = [];
  private proofUnderWay = -1;
  private readonly line: Line;
  private readonly watch: number;
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

  constructor(private readonly stage: Stage, private readonly announcer: Announcer, address: URL, greeting: object, private readonly finished: (r: Result) => void) {
    const lost = (): void => this.finished({ type: "result", outcome: "expired", code: "line-lost", triesLeft: 0 });
    this.line = new Line(address, greeting, message => void this.receive(JSON.parse(message) as ServerMessage), () => this.waitForLine(), lost);
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
    this.announcer.close();
    this.arrow("");
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
    // A picture that the line needs long for is on its way, not lost: who was slow before gets more time.
    if (this.line.isOpen && performance.now() - oldest > Math.max(answerMilliseconds, 4 * this.roundTrip)) this.line.giveUp();
  }

  private watchFrames(): void {
    const { video } = this.stage;
    const step = (now: number, data?: { presentedFrames: number }): void => {
      if (this.over) return;
      this.presented = data?.presentedFrames ?? this.presented + 1;
      void this.perhapsSend(now);
      schedule();
    };
    const schedule = (): void => {
      if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(step);
      else setTimeout(() => step(performance.now()), 33);
    };
    schedule();
  }

  private async receive(message: ServerMessage): Promise<void> {
    if (this.over) return;
    switch (message.type) {
      case "ready": return this.begin(message);
      case "ack": return this.acknowledge(message);
      case "step": return this.step(message);
      case "colour": return this.colour(message);
      case "proof":
        this.proofs.push(message);
        return;
      case "result":
        this.over = true;
        this.finished(message);
        return;
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
    this.chain = await FrameChain.begin(ready.nonce);
  }

  private step(step: Step): void {
    this.shown = step;
    this.stepFrom = this.sequence;
    this.arrow(step.step);
    this.announcer.show(`step-${step.step}`, true);
    navigator.vibrate?.(vibrationMilliseconds);
    this.progress(step.done, step.of);
  }

  private colour(colour: Colour): void {
    this.shown = colour;
    if (colour.colour || colour.done === 0) shine(colour.colour);
    else dim();
    this.announcer.show(colour.done === 0 ? "colours-soon" : "screen-colours", colour.done === 0);
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
    const wanted = this.proofs[0];
    const isSlow = this.roundTrip > slowMilliseconds;
    if (this.busy || !policy || !this.chain || this.sent.size >= (wanted && isSlow ? 1 : policy.window) || !this.line.isOpen) return;
    if (!wanted && (now < this.nextGuideAt || (isSlow && this.sent.has(this.proofUnderWay)))) return;
    this.busy = true;
    try {
      if (wanted) {
        this.proofs.shift();
        const { chain } = this;
        // No guide frame follows for as long as the picture is on a slow line: one of the same moment goes before it, by which it can be judged.
        if (isSlow) await this.send(guide, policy, this.shown.token);
        // A line that broke meanwhile voids what was asked for.
        if (chain === this.chain) await this.send(proof, wanted, wanted.token);
      } else {
        // Pace by accumulated time: waiting a fixed gap would halve the rate of a slow camera.
        const gap = 1000 / policy.framesPerSecond;
        this.nextGuideAt = Math.max(this.nextGuideAt + gap, now - gap);
        await this.send(guide, policy, this.shown.token);
      }
    } finally {
      this.busy = false;
    }
  }

  /** The picture goes out as the camera sees it; only the preview on the screen is mirrored. */
  private async send(kind: Kind, wanted: Wanted, token: string): Promise<void> {
    const step = this.shown.number;
    const chain = this.chain;
    const capture = Math.max(this.lastCapture + 1, Math.round(performance.now() - this.readyAt));
    this.lastCapture = capture;
    const { presented } = this;
    const media = Math.round(this.stage.video.currentTime * 1000);
    this.draw(wanted.width, wanted.height);
    const blob = await this.encode(wanted, mostBytes[kind]);
    if (!blob || !chain || chain !== this.chain) return;
    const picture = new Uint8Array(await blob.arrayBuffer());
    const message = frameMessage({ kind, step, sequence: this.sequence, capture, token, presented, media, roundTrip: this.roundTrip }, chain.link, picture);
    await chain.append(message);
    // The line may have broken meanwhile; what belongs to the old chain is not sent on a new one.
    if (chain !== this.chain || !this.line.isOpen) return;
    if (kind === proof) this.proofUnderWay = this.sequence;
    this.sent.set(this.sequence++, performance.now());
    this.line.send(message);
  }

  /** Grain of a dark room makes large files: the quality goes down until the service takes the picture, and the line bears it. */
  private async encode(wanted: Wanted, taken: number): Promise<Blob | null> {
    const kind = wanted.webP ? "image/webp" : "image/jpeg";
    for (let q = wanted.quality; ; q -= 0.1) {
      const blob = await new Promise<Blob | null>(done => this.canvas.toBlob(done, kind, q));
      if (!blob || (blob.size <= taken && blob.size <= (wanted.mostBytes ?? taken)) || q < 0.3) return blob;
    }
  }

  private draw(width: number, height: number): void {
    this.canvas.width = width;
    this.canvas.height = height;
    const { video } = this.stage;
    const { videoWidth: w, videoHeight: h } = video;
    const scale = Math.min(w / width, h / height);
    const [cw, ch] = [width * scale, height * scale];
    this.canvas.getContext("2d")?.drawImage(video, (w - cw) / 2, (h - ch) / 2, cw, ch, 0, 0, width, height);
  }

  /** The arrow is drawn by the style sheet; its name is that of the step. */
  private arrow(step: string): void { this.stage.arrow.dataset.step = step; }

  private progress(done: number, of: number): void { this.stage.progress.textContent = text("camera.progress", done, of); }
}
