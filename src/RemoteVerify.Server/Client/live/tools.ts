// The officer's tools: recording and the photo of the moment of signing.

import { text } from "../texts";
import type { Said, Word } from "./line";
import { grab, type Photo, sharpFrame } from "./photo";
import { type Answer, Recorder } from "./recorder";
import type { Room } from "./room";

/** The refusal while somebody has not agreed. */
function isNotAgreed(code: string): boolean { return code.endsWith(".consent-missing"); }

function byId<T extends HTMLElement = HTMLElement>(id: string): T | null { return document.getElementById(id) as T | null; }

export class Tools {
  private recorder: Recorder | null = null;
  private noted: ((word: Extract<Word, { type: "noted" | "refused" }>) => void) | null = null;

  constructor(private readonly room: Room, private readonly say: (word: Said) => void) {
    byId("live-record")?.addEventListener("click", () => void this.begin());
    byId("live-record-end")?.addEventListener("click", () => void this.end());
    byId("live-photo")?.addEventListener("click", () => void this.photo());
  }

  hear(word: Extract<Word, { type: "noted" | "refused" }>): void { this.noted?.(word); }

  /** Whose picture a photo may be of. */
  peopleChanged(): void {
    const list = byId<HTMLSelectElement>("live-photo-source");
    if (!list) return;
    const chosen = list.value;
    while (list.options.length > 1) list.remove(1);
    for (const [id, { call }] of this.room.calls) list.add(new Option(call.peer.name, id));
    list.value = this.room.calls.has(chosen) ? chosen : "";
  }

  private async begin(): Promise<void> {
    const people = (): { name: string; video: HTMLVideoElement | null; stream: MediaStream }[] => [
      { name: this.room.ownTile.name, video: this.room.ownTile.video, stream: this.room.local },
      ...[...this.room.calls.values()].map(({ call, tile }) => ({ name: tile.name, video: tile.video, stream: call.stream })),
    ];
    const recorder = new Recorder(people, send, (pieces, bytes, failed) => {
      this.state(failed ? text(isNotAgreed(failed) ? "live.say.not-agreed" : "live.say.recording-failed") : text("live.say.recording-kept", pieces, Math.round(bytes / 1024)));
      if (failed) void this.end(true);
    });
    const refused = await recorder.begin();
    if (refused) {
      this.state(text(isNotAgreed(refused) ? "live.say.not-agreed" : "live.say.recording-failed"));
      return;
    }
    this.recorder = recorder;
    this.state(text("live.say.recording"));
    this.toggle(true);
  }

  /** keep: what the line says already stays. */
  private async end(keep = false): Promise<void> {
    const recorder = this.recorder;
    this.recorder = null;
    this.toggle(false);
    const answer = await recorder?.end();
    if (!keep) this.state(answer?.ok ? text("live.say.recording-ended", answer.pieces ?? 0) : text("live.say.recording-failed"));
  }

  private state(words: string): void {
    const line = byId("live-recording-state");
    if (line) line.textContent = words;
  }

  private toggle(runs: boolean): void {
    byId("live-record")!.hidden = runs;
    byId("live-record-end")!.hidden = !runs;
  }

  private async photo(): Promise<void> {
    const tools = byId("live-photo-tools")!, told = byId("live-photo-state")!, button = byId<HTMLButtonElement>("live-photo")!;
    const signers = [...document.querySelectorAll<HTMLInputElement>("input[name=signer]:checked")].map(box => box.value);
    if (signers.length === 0) {
      told.textContent = text("live.say.photo-who");
      return;
    }
    button.disabled = true;
    told.textContent = text("live.say.photo-wait");
    const id = byId<HTMLSelectElement>("live-photo-source")!.value;
    const video = this.room.calls.get(id)?.tile.video ?? this.room.ownTile.video;
    try {
      if (id) this.say({ type: "sharp", to: id, on: true });
      const isSharp = await sharpFrame(video, Number(tools.dataset.short), Number(tools.dataset.long));
      told.textContent = isSharp ? await this.hand(await grab(video), signers) : text("live.say.photo-small", video.videoWidth, video.videoHeight);
    } finally {
      if (id) this.say({ type: "sharp", to: id, on: false });
      button.disabled = false;
    }
  }

  /** The hash first, in the moment of taking; then the bytes, as they are. */
  private async hand(photo: Photo, signers: string[]): Promise<string> {
    const answer = await new Promise<Extract<Word, { type: "noted" | "refused" }>>(done => {
      this.noted = done;
      this.say({ type: "photo", sha256: photo.sha256, width: photo.width, height: photo.height, signers });
    });
    this.noted = null;
    const kept = answer.type === "noted" ? await send("Photo", {}, new Blob([photo.bytes], { type: "image/jpeg" })) : { ok: false, code: answer.code, reasons: [] };
    if (kept.ok) return text("live.say.photo-kept", photo.width, photo.height, photo.sha256);
    const early = (kept.reasons ?? []).some(reason => reason.startsWith("not-signed-yet") || reason.startsWith("not-of-the-signing"));
    return text("live.say.photo-refused", text(early ? "live.say.photo-not-signed" : "live.say.photo-other"));
  }
}

/** To the page's own handlers, with the token of its forms. */
async function send(handler: string, query: Record<string, string>, body?: Blob): Promise<Answer & { reasons?: string[] }> {
  const token = document.querySelector<HTMLInputElement>("#live-form input[name=__RequestVerificationToken]")?.value ?? "";
  const address = `${location.pathname}/evidence?${new URLSearchParams({ handler, ...query })}`;
  try {
    const answer = await fetch(address, { method: "POST", headers: { RequestVerificationToken: token, ...(body && { "Content-Type": "application/octet-stream" }) }, body, cache: "no-store", redirect: "manual" });
    const told = (await answer.json().catch(() => ({}))) as Answer & { reasons?: string[] };
    return { ...told, ok: answer.ok };
  } catch {
    return { ok: false, code: "no-line" };
  }
}
