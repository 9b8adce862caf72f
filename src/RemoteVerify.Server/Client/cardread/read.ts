// Reads the code on the identity card: the webcam's picture, a frame to hold the card in, one sentence at a time. Stills go to the service, which reads them and keeps nothing;
// what it read comes back sealed and is shown on the next page, before anything is saved.

import { hasCameraWay } from "../camera/device";
import { part } from "../part";
import { text } from "../texts";
import { steadiness } from "./still";

type Answer = { say: string; reading?: string };

const beatMilliseconds = 250;
const betweenStills = 700;
const leastBetweenSentences = 1500;
const longestTry = 75_000;
/** Longest side of a still: small enough for a village line, large enough for the code. */
const stillPixels = 1440;
const stillQuality = 0.82;
/** What the frame leaves at each side of the picture; the still takes half of it in, because nobody holds a card exactly. */
const frameMargin = 0.08;

class CardReader {
  private readonly root = part("cardread");
  private readonly form = part<HTMLFormElement>("cardread-form");
  private readonly start = part<HTMLButtonElement>("cardread-start");
  private readonly stage = part("cardread-stage");
  private readonly video = part<HTMLVideoElement>("cardread-video");
  private readonly canvas = document.createElement("canvas");
  private stream: MediaStream | null = null;
  private shown = "";
  private shownAt = -leastBetweenSentences;
  private sending = false;
  private sentAt = 0;
  private begunAt = 0;
  private failures = 0;

  begin(): void {
    if (!hasCameraWay()) return;
    this.root.hidden = false;
    this.form.onsubmit = event => { event.preventDefault(); void this.open(); };
    part("cardread-stop").onclick = () => { this.close(); this.start.focus(); };
    addEventListener("pagehide", () => this.close());
  }

  private async open(): Promise<void> {
    part("cardread-over").hidden = true;
    this.start.disabled = true;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } } });
      this.video.srcObject = this.stream;
      this.form.hidden = true;
      this.stage.hidden = false;
      this.stage.scrollIntoView({ block: "nearest" });
      await this.video.play();
    } catch {
      this.end("no-camera");
      return;
    }

    [this.begunAt, this.sentAt, this.failures, this.shown] = [performance.now(), 0, 0, ""];
    const look = steadiness(this.video);
    this.say("start", true);
    const beat = window.setInterval(() => {
      if (!this.stream) { clearInterval(beat); return; }
      if (performance.now() - this.begunAt > longestTry) { this.end("slow"); return; }
      const seen = look();
      if (seen !== "steady") { if (performance.now() - this.begunAt > leastBetweenSentences) this.say(seen); return; }
      if (!this.sending && performance.now() - this.sentAt > betweenStills) void this.send();
    }, beatMilliseconds);
  }

  /** One still on its way at a time. */
  private async send(): Promise<void> {
    this.sending = true;
    try {
      const still = await this.still();
      if (!still || !this.stream) return;
      const body = new FormData(this.form);
      body.delete("reading");
      body.append("picture", still, "card.jpg");
      const answer = await fetch(this.root.dataset.look ?? "", { method: "POST", body, credentials: "same-origin" });
      const said = answer.ok || answer.status === 409 ? await answer.json() as Answer : { say: answer.status === 429 ? "busy" : "no-line" };
      this.failures = said.say === "no-line" ? this.failures + 1 : 0;
      if (!this.stream) return;
      if (said.reading) this.found(said.reading);
      else if (said.say === "over" || this.failures > 3) this.end(said.say);
      else this.say(said.say);
    } catch {
      if (++this.failures > 3) this.end("no-line"); else this.say("no-line");
    } finally {
      this.sending = false;
      this.sentAt = performance.now();
    }
  }

  private async still(): Promise<Blob | null> {
    const [width, height] = [this.video.videoWidth, this.video.videoHeight];
    if (width === 0) return null;
    const [left, top] = [width * frameMargin / 2, height * frameMargin / 2];
    const scale = Math.min(1, stillPixels / (width - 2 * left));
    [this.canvas.width, this.canvas.height] = [Math.round((width - 2 * left) * scale), Math.round((height - 2 * top) * scale)];
    this.canvas.getContext("2d")?.drawImage(this.video, left, top, width - 2 * left, height - 2 * top, 0, 0, this.canvas.width, this.canvas.height);
    return await new Promise(done => this.canvas.toBlob(done, "image/jpeg", stillQuality));
  }

  private found(reading: string): void {
    this.say("read", true);
    navigator.vibrate?.(200);
    this.close();
    part<HTMLInputElement>("cardread-reading").value = reading;
    this.form.submit();
  }

  private say(code: string, urgent = false): void {
    if (code === this.shown || (!urgent && performance.now() - this.shownAt < leastBetweenSentences)) return;
    [this.shown, this.shownAt] = [code, performance.now()];
    const message = part("cardread-message");
    message.textContent = text(`cardread.say.${code}`);
    message.dataset.code = code;
    part("cardread-live").textContent = message.textContent;
  }

  /** No further with the camera: why, and what to do. */
  private end(code: string): void {
    this.close();
    const over = part("cardread-over");
    over.textContent = text(`cardread.say.${code}`);
    over.dataset.code = code;
    over.hidden = false;
    over.focus();
  }

  private close(): void {
    this.stream?.getTracks().forEach(track => track.stop());
    this.stream = null;
    this.video.srcObject = null;
    this.canvas.width = this.canvas.height = 0;
    this.stage.hidden = true;
    this.form.hidden = false;
    this.start.disabled = false;
  }
}

if (document.getElementById("cardread")) new CardReader().begin();
