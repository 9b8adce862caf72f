// The page of the camera check: what a person needs, the camera, one capture after the other, and what comes then.

import { part } from "../part";
import { text } from "../texts";
import { Announcer } from "./announcer";
import { Capture } from "./capture";
import { hasCameraWay, hello, isInsideAnApp, Needs, systemBrowserAddress } from "./device";
import { Result } from "./wire";
import { Voice } from "./voice";

type Ticket = { ticket: string; path: string };

/** A refusal of the service in words, and whether the next step is told on another page. */
class Refused extends Error {
  constructor(readonly words: string, readonly goesOn: boolean) { super(words); }
}

const handsFreeSeconds = 8;

class CheckPage {
  private readonly root = part("capture");
  private readonly form = part<HTMLFormElement>("capture-needs");
  private readonly start = part<HTMLButtonElement>("capture-start");
  private readonly video = part<HTMLVideoElement>("capture-video");
  private capture: Capture | null = null;

  begin(): void {
    if (!hasCameraWay() || isInsideAnApp()) this.handOver();
    if (!hasCameraWay()) return;
    this.form.hidden = false;
    this.start.onclick = () => void this.run();
    this.form.onsubmit = event => { event.preventDefault(); void this.run(); };
    part("capture-again").onclick = () => this.again();
    part("capture-cancel").onclick = () => this.capture?.event("cancel");
    document.addEventListener("visibilitychange", () => this.capture?.event(document.hidden ? "hidden" : "visible"));
  }

  private get needs(): Needs & { noSight: boolean; handsFree: boolean } {
    const form = new FormData(this.form);
    const noSight = form.has("no-sight");
    return {
      noHeadTurn: form.has("no-head-turn"), noFlash: !form.has("flash") || noSight, audioPrompts: form.has("voice") || noSight, timeFactor: Number(form.get("time") ?? "1"),
      noSight, handsFree: form.has("hands-free"),
    };
  }

  /** A link opened inside a chat app: the system's browser has the camera. */
  private handOver(): void {
    const address = new URL(this.root.dataset.continue ?? "", location.href);
    part("capture-hand-over").hidden = false;
    part<HTMLInputElement>("capture-address").value = address.href;
    const intent = systemBrowserAddress(address);
    const open = part<HTMLAnchorElement>("capture-open");
    open.hidden = intent === null;
    if (intent) open.href = intent;
    const copy = part<HTMLButtonElement>("capture-copy");
    copy.onclick = async () => {
      part<HTMLInputElement>("capture-address").select();
      await navigator.clipboard?.writeText(address.href).catch(() => undefined);
      part("capture-copied").textContent = text("camera.hand-over.copied");
    };
  }

  private async run(): Promise<void> {
    this.start.disabled = true;
    const needs = this.needs;
    const voice = new Voice(needs.audioPrompts, needs.noSight, this.root.dataset.voice ?? "");
    let stream: MediaStream | null = null;
    try {
      stream = await this.camera();
      this.show("capture-stage");
      this.video.srcObject = stream;
      await this.video.play();
      if (needs.handsFree) await this.countDown(voice);
      const ticket = await this.ticket();
      await this.film(stream, ticket, needs, voice);
    } catch (e) {
      stream?.getTracks().forEach(t => t.stop());
      voice.close();
      if (e instanceof Refused) this.end(e.words, e.goesOn ? "go-on" : "again");
      else this.trouble(e);
    } finally {
      this.start.disabled = false;
    }
  }

  private async camera(): Promise<MediaStream> {
    const video = { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
    return navigator.mediaDevices.getUserMedia({ audio: false, video });
  }

  /** Time to lay the device down and sit before it. */
  private async countDown(voice: Voice): Promise<void> {
    voice.say("lay-down");
    for (let left = handsFreeSeconds; left > 0; left--) {
      part("capture-message").textContent = text("camera.count-down", left);
      await new Promise(done => setTimeout(done, 1000));
    }
  }

  /** Asked for only when the camera is really there: a ticket is one try. */
  private async ticket(): Promise<Ticket> {
    let answer: Response;
    try {
      answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form), headers: { Accept: "application/json" }, cache: "no-store" });
    } catch {
      throw new Refused(text("camera.result.no-line"), false);
    }

    const said = (await answer.json().catch(() => ({}))) as Partial<Ticket> & { text?: string; goesOn?: boolean };
    if (!answer.ok || !said.ticket || !said.path) throw new Refused(said.text ?? text("camera.result.no-line"), said.goesOn ?? false);
    return { ticket: said.ticket, path: said.path };
  }

  private async film(stream: MediaStream, ticket: Ticket, needs: Needs & { noSight: boolean }, voice: Voice): Promise<void> {
    const [track] = stream.getVideoTracks();
    if (!track) throw new DOMException("The camera gives no picture.", "NotFoundError");
    const { noHeadTurn, noFlash, audioPrompts, timeFactor } = needs;
    const greeting = await hello(ticket.ticket, track, { noHeadTurn, noFlash, audioPrompts, timeFactor });
    const announcer = new Announcer(part("capture-message"), part("capture-live"), voice, needs.noSight);
    announcer.show("begin", true);
    let finished = false;
    const finish = (result: Result): void => {
      if (finished) return;
      finished = true;
      this.capture?.stop();
      this.capture = null;
      stream.getTracks().forEach(t => t.stop());
      this.video.srcObject = null;
      this.result(result);
    };
    this.capture = new Capture({ video: this.video, arrow: part("capture-arrow"), progress: part("capture-progress") }, announcer, new URL(ticket.path, location.href), greeting, finish);
    track.onended = () => this.capture?.event("camera-ended");
    navigator.mediaDevices.ondevicechange = () => this.capture?.event("device-change");
  }

  private result({ outcome, code, triesLeft }: Result): void {
    const mayRetry = (outcome === "retry" && triesLeft > 0) || outcome === "expired";
    this.root.dataset.outcome = outcome;
    this.root.dataset.code = code;
    this.end(mayRetry && code ? text(`camera.retry.${code}`) : text(`camera.result.${outcome === "retry" ? "officer" : outcome}`), mayRetry ? "again" : "go-on");
  }

  private trouble(problem: unknown): void {
    const name = problem instanceof DOMException ? problem.name : "";
    this.root.dataset.outcome = "no-camera";
    const why = name === "NotAllowedError" ? "camera-refused" : name === "NotReadableError" || name === "AbortError" ? "camera-busy" : "camera-missing";
    this.root.dataset.code = why;
    this.end(text(`camera.result.${why}`), "again");
    part("capture-without").scrollIntoView({ block: "nearest" });
  }

  private end(words: string, then: "again" | "go-on"): void {
    part("capture-result-text").textContent = words;
    part("capture-again").hidden = then === "go-on";
    part("capture-go-on").hidden = then === "again";
    this.show("capture-result");
    part("capture-result-title").textContent = text(this.root.dataset.outcome === "pass" ? "camera.result.title-pass" : then === "go-on" ? "camera.result.title-over" : "camera.result.title-again");
    part("capture-result-title").focus();
  }

  private again(): void {
    this.show("capture-needs");
    this.start.focus();
  }

  private show(id: string): void {
    for (const one of ["capture-needs", "capture-stage", "capture-result"]) part(one).hidden = one !== id;
    // Nothing beside the one message while the camera runs.
    part("capture-without").hidden = id === "capture-stage";
    // Whoever pressed the button at the end of a long form still stands there, and the message would be above the screen.
    if (id === "capture-stage") part(id).scrollIntoView({ block: "nearest" });
  }
}

if (document.getElementById("capture")) new CheckPage().begin();
