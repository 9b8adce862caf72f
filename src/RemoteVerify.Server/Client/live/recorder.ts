// Records everybody: the pictures side by side on one canvas, the sound mixed. Pieces of a few seconds go to the service one after the other, each with its hash.

import { sha256 } from "./photo";

const pieceMilliseconds = 3000, framesPerSecond = 10;
const width = 960, height = 720;
const types = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];

export type Picture = { name: string; video: HTMLVideoElement | null; stream: MediaStream };
export type Answer = { ok: boolean; code?: string; recording?: string; pieces?: number };
export type Send = (handler: string, query: Record<string, string>, body?: Blob) => Promise<Answer>;

export class Recorder {
  private readonly canvas = document.createElement("canvas");
  private readonly audio = new AudioContext();
  private readonly mixed = this.audio.createMediaStreamDestination();
  private readonly heard = new Set<string>();
  private media: MediaRecorder | null = null;
  private timer = 0;
  private number = 0;
  private bytes = 0;
  private name = "";
  private sending: Promise<void> = Promise.resolve();
  private failed = "";

  /** people: whom to draw and hear now; told: after each piece. */
  constructor(private readonly people: () => Picture[], private readonly send: Send, private readonly told: (pieces: number, bytes: number, failed: string) => void) {
    this.canvas.width = width;
    this.canvas.height = height;
  }

  /** Empty when it runs, else the code of the refusal. */
  async begin(): Promise<string> {
    const type = types.find(one => MediaRecorder.isTypeSupported(one));
    const begun = await this.send("Begin", { type: type ?? "" });
    if (!begun.ok || !type) return begun.code ?? "failed";
    this.name = begun.recording ?? "";
    await this.audio.resume();
    this.timer = window.setInterval(() => this.draw(), 1000 / framesPerSecond);
    this.draw();
    const stream = new MediaStream([...this.canvas.captureStream(framesPerSecond).getVideoTracks(), ...this.mixed.stream.getAudioTracks()]);
    this.media = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: 600_000, audioBitsPerSecond: 48_000 });
    this.media.ondataavailable = ({ data }) => {
      if (data.size > 0) this.sending = this.sending.then(() => this.keep(data));
    };
    this.media.start(pieceMilliseconds);
    return "";
  }

  /** Ends when the last piece is kept. */
  async end(): Promise<Answer> {
    clearInterval(this.timer);
    if (this.media && this.media.state !== "inactive") {
      const stopped = new Promise(done => this.media!.addEventListener("stop", done, { once: true }));
      this.media.stop();
      await stopped;
    }
    await this.sending;
    await this.audio.close();
    return this.send("End", {});
  }

  private async keep(data: Blob): Promise<void> {
    if (this.failed) return;
    const query = { name: this.name, number: String(++this.number), sha256: await sha256(await data.arrayBuffer()) };
    for (let tries = 0; ; tries++) {
      const answer = await this.send("Piece", query, data);
      if (answer.ok) {
        this.bytes += data.size;
        break;
      }
      // A line that broke is waited for; a refusal is the end of it.
      if (answer.code !== "no-line" || tries >= 20) {
        this.failed = answer.code ?? "failed";
        break;
      }
      await new Promise(done => setTimeout(done, 1000));
    }
    this.told(this.number, this.bytes, this.failed);
  }

  private draw(): void {
    const people = this.people();
    const columns = Math.ceil(Math.sqrt(people.length)) || 1, rows = Math.ceil(people.length / columns) || 1;
    const w = width / columns, h = height / rows;
    const drawing = this.canvas.getContext("2d")!;
    drawing.fillStyle = "#15201f";
    drawing.fillRect(0, 0, width, height);
    drawing.font = "20px sans-serif";
    people.forEach(({ name, video, stream }, i) => {
      const x = (i % columns) * w, y = Math.floor(i / columns) * h;
      if (video && video.videoWidth > 0 && video.readyState >= 2) {
        const scale = Math.min(w / video.videoWidth, h / video.videoHeight);
        drawing.drawImage(video, x + (w - video.videoWidth * scale) / 2, y + (h - video.videoHeight * scale) / 2, video.videoWidth * scale, video.videoHeight * scale);
      }
      drawing.fillStyle = "#fff";
      drawing.fillText(name, x + 8, y + h - 10, w - 16);
      this.hear(stream);
    });
    // The time of the recording stands in the picture.
    drawing.fillText(new Date().toISOString(), 8, 24);
  }

  private hear(stream: MediaStream): void {
    const track = stream.getAudioTracks()[0];
    if (!track || this.heard.has(track.id)) return;
    this.heard.add(track.id);
    this.audio.createMediaStreamSource(new MediaStream([track])).connect(this.mixed);
  }
}
