// The page of a live session: the way in, the people, chat, consent, and what happens when the line is weak. The officer's tools are tools.ts.

import { text } from "../texts";
import { Line, type Mode, type Peer, type Word } from "./line";
import { Call } from "./peer";
import { Tile } from "./tiles";
import { Tools } from "./tools";
import { Judge, lookAt, lookMilliseconds } from "./weak";

type Way = "video" | "sound" | "text";
const lineGoneMilliseconds = 12_000;

function byId<T extends HTMLElement = HTMLElement>(id: string): T { return document.getElementById(id) as T; }

export class Room {
  readonly calls = new Map<string, { call: Call; tile: Tile }>();
  readonly local = new MediaStream();
  readonly ownTile: Tile;
  private readonly root = byId("live");
  private readonly line: Line;
  private readonly judge = new Judge();
  private readonly tools: Tools | null;
  private mode: Mode = "video";
  private you = "";
  private config: RTCConfiguration = {};
  private gone = 0;
  private wasRecorded = false;

  constructor(private readonly way: Way) {
    this.line = new Line(this.root.dataset.ticket ?? "", word => this.hear(word), up => this.lineIs(up), why => this.end(why));
    this.ownTile = new Tile(this.root.dataset.name ?? "", true);
    this.tools = this.root.dataset.officer === "true" ? new Tools(this, word => this.line.say(word)) : null;
  }

  async enter(): Promise<void> {
    this.say(text("live.say.joining"));
    if (this.way !== "text") await this.listen();
    if (this.local.getTracks().length === 0) this.mode = "text";
    else if (this.way !== "video" || this.local.getVideoTracks().length === 0) {
      this.mode = "sound";
      this.judge.begin("sound");
    }
    byId("live-door").hidden = true;
    byId("live-call").hidden = false;
    byId("live-tiles").append(this.ownTile.item);
    this.ownTile.show(this.local);
    this.paintOwn();
    this.controls();
    this.line.open();
    setInterval(() => void this.look(), lookMilliseconds);
  }

  say(words: string): void { byId("live-status").textContent = words; }

  private async listen(): Promise<void> {
    const photos = this.root.dataset.photos === "true";
    const video = { width: { ideal: photos ? 1920 : 1280 }, height: { ideal: photos ? 1080 : 720 }, frameRate: { ideal: 15 } };
    for (const wish of this.way === "video" ? [{ audio: true, video }, { audio: true }] : [{ audio: true }]) {
      try {
        for (const track of (await navigator.mediaDevices.getUserMedia(wish)).getTracks()) this.local.addTrack(track);
        return;
      } catch {
        this.say(text("live.say.no-camera"));
      }
    }
  }

  private hear(word: Word): void {
    if (word.type === "welcome") this.welcome(word);
    else if (word.type === "joined") {
      this.meet(word.peer);
      this.say(text("live.say.came", word.peer.name));
    } else if (word.type === "left") this.part(word.id);
    else if (word.type === "signal") this.calls.get(word.from)?.call.hear(word.data);
    else if (word.type === "chat") this.write(word.name, word.text);
    else if (word.type === "mode") {
      const found = this.calls.get(word.from);
      if (found) {
        found.call.peer.mode = word.mode;
        found.call.use(this.mode);
      }
    } else if (word.type === "sharp") this.calls.get(word.from)?.call.sharpen(word.on);
    else if (word.type === "consent") this.consented(word.from, word.given);
    else if (word.type === "recording") this.recording(word.on);
    else if (word.type === "noted" || word.type === "refused") this.tools?.hear(word);
  }

  private welcome(word: Extract<Word, { type: "welcome" }>): void {
    for (const id of [...this.calls.keys()]) this.part(id);
    this.you = word.you;
    this.root.dataset.state = "in";
    this.config = { iceServers: word.ice, iceTransportPolicy: word.relayOnly ? "relay" : "all" };
    if (this.mode !== "video") this.line.say({ type: "mode", mode: this.mode });
    for (const peer of word.peers) this.meet(peer);
    if (word.consent !== undefined) this.pressConsent(word.consent);
    this.recording(word.recording);
    this.say(word.peers.length === 0 ? text("live.say.alone") : text("live.say.together", word.peers.length));
  }

  private meet(peer: Peer): void {
    const tile = new Tile(peer.name, false);
    const call = new Call(peer, this.you, this.line, this.config, this.local, this.mode, () => this.paint(peer.id));
    this.calls.set(peer.id, { call, tile });
    byId("live-tiles").append(tile.item);
    tile.show(call.stream);
    this.paint(peer.id);
    this.tools?.peopleChanged();
  }

  private part(id: string): void {
    const found = this.calls.get(id);
    if (!found) return;
    found.call.close();
    found.tile.item.remove();
    this.calls.delete(id);
    if (this.calls.size === 0 && this.mode !== "text") {
      // Nobody is there to have a weak line with; the next one begins anew.
      const anew = this.way === "video" && this.local.getVideoTracks().length > 0 ? "video" : "sound";
      this.judge.begin(anew);
      this.become(anew);
    }
    this.say(text("live.say.left", found.call.peer.name));
    this.tools?.peopleChanged();
  }

  private paint(id: string): void {
    const found = this.calls.get(id);
    if (!found) return;
    const { call, tile } = found;
    const picture = call.stream.getVideoTracks().some(track => !track.muted && track.readyState === "live");
    if (call.peer.mode === "text") tile.tell(text("live.say.messages-only"), false);
    else tile.tell(!call.isUp ? text("live.say.connecting") : call.peer.mode !== "video" || !picture ? text("live.say.sound-only") : "", picture && call.isUp);
  }

  private paintOwn(): void {
    const track = this.local.getVideoTracks()[0];
    this.ownTile.tell(this.mode === "text" ? text("live.say.messages-only") : this.mode === "video" ? "" : text("live.say.sound-only"), this.mode === "video" && track?.enabled === true);
  }

  /** The picture goes first, then the telephone number comes; the calls are kept, so that sound returns by itself. */
  private async look(): Promise<void> {
    const calls = [...this.calls.values()].map(({ call }) => call).filter(call => call.counts);
    if (calls.length === 0 || this.mode === "text") return;
    const samples = await Promise.all(calls.map(call => lookAt(call.connection)));
    // The worst way decides: everybody sends the same picture.
    const worst = samples.reduce((a, b) => ({
      room: Math.min(a.room ?? Infinity, b.room ?? Infinity), lost: Math.max(a.lost ?? 0, b.lost ?? 0), roundTrip: Math.max(a.roundTrip ?? 0, b.roundTrip ?? 0),
      arrived: a.arrived + b.arrived, up: a.up || b.up,
    }));
    this.become(this.judge.look(worst));
  }

  private become(mode: Mode): void {
    if (mode === this.mode) return;
    const before = this.mode;
    this.mode = mode;
    byId("live-phone").hidden = mode !== "phone";
    byId("live-mode").hidden = mode !== "sound" || this.local.getVideoTracks().length === 0;
    this.say(text(mode === "video" ? "live.say.better" : mode === "phone" ? "live.say.weaker" : before === "phone" ? "live.say.line-back" : "live.say.weak"));
    for (const { call } of this.calls.values()) call.use(mode);
    this.line.say({ type: "mode", mode });
    this.paintOwn();
  }

  private lineIs(up: boolean): void {
    clearTimeout(this.gone);
    if (up) {
      if (byId("live-status").textContent === text("live.say.line-gone")) this.say(text("live.say.line-back"));
      return;
    }
    this.say(text("live.say.line-gone"));
    this.gone = window.setTimeout(() => { byId("live-phone").hidden = false; }, lineGoneMilliseconds);
  }

  private end(why: "reload" | "elsewhere" | "over"): void {
    for (const id of [...this.calls.keys()]) this.part(id);
    for (const track of this.local.getTracks()) track.stop();
    byId("live-call").hidden = true;
    byId("live-phone").hidden = true;
    this.say(text(why === "over" ? "live.say.over" : why === "elsewhere" ? "live.say.elsewhere" : "live.say.reload"));
  }

  private write(name: string, words: string): void {
    const line = document.createElement("p");
    const who = document.createElement("strong");
    who.textContent = text("live.say.from", name);
    line.append(who, " ", words);
    const lines = byId("live-lines");
    lines.append(line);
    lines.scrollTop = lines.scrollHeight;
  }

  private consented(from: string, given: boolean): void {
    const name = from === this.you ? this.ownTile.name : this.calls.get(from)?.call.peer.name ?? "";
    this.say(`${name}: ${text(given ? "live.say.agreed" : "live.say.declined")}`);
    if (from === this.you) this.pressConsent(given);
  }

  private pressConsent(given: boolean): void {
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-consent]")) button.setAttribute("aria-pressed", String(button.dataset.consent === String(given)));
  }

  private recording(on: boolean): void {
    if (this.root.classList.toggle("rv-live-recorded", on)) this.say(text("live.say.recording"));
    else if (this.wasRecorded) this.say(text("live.say.recording-over"));
    this.wasRecorded = on;
  }

  private controls(): void {
    const press = (id: string, track: () => MediaStreamTrack | undefined): void => {
      const button = byId<HTMLButtonElement>(id);
      button.hidden = !track();
      button.addEventListener("click", () => {
        const found = track();
        if (!found) return;
        found.enabled = !found.enabled;
        button.setAttribute("aria-pressed", String(!found.enabled));
        this.paintOwn();
      });
    };
    press("live-mute", () => this.local.getAudioTracks()[0]);
    press("live-blank", () => this.local.getVideoTracks()[0]);
    byId("live-mode").addEventListener("click", () => {
      this.judge.again();
      this.become("video");
    });
    byId("live-leave").addEventListener("click", () => {
      this.line.close();
      for (const track of this.local.getTracks()) track.stop();
      location.assign(this.root.dataset.leave ?? "/");
    });
    for (const button of document.querySelectorAll<HTMLButtonElement>("[data-consent]")) {
      button.addEventListener("click", () => this.line.say({ type: "consent", given: button.dataset.consent === "true" }));
    }
    byId("live-chat-form").addEventListener("submit", event => {
      event.preventDefault();
      const input = byId<HTMLInputElement>("live-line");
      if (input.value.trim()) this.line.say({ type: "chat", text: input.value });
      input.value = "";
    });
    // Whoever closes the page is gone at once, not after the time that a broken line is waited for.
    addEventListener("pagehide", () => this.line.close());
  }
}

const ways = document.getElementById("live-ways");
if (ways) {
  ways.hidden = false;
  ways.addEventListener("click", event => {
    const way = (event.target as HTMLElement).dataset.way as Way | undefined;
    if (!way) return;
    ways.hidden = true;
    void new Room(way).enter();
  });
}
