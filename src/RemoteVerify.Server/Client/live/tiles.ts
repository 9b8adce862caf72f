// The people of the room, each as a tile with picture, name and how they are heard.

import { text } from "../texts";

export class Tile {
  readonly item = document.createElement("li");
  readonly video = document.createElement("video");
  private readonly words = document.createElement("span");

  constructor(readonly name: string, own: boolean) {
    this.item.className = "rv-live-tile";
    this.video.autoplay = true;
    this.video.playsInline = true;
    this.video.muted = own;
    this.video.className = own ? "rv-live-own" : "";
    const label = document.createElement("p");
    label.className = "rv-live-tile__name";
    const strong = document.createElement("strong");
    strong.textContent = own ? `${name} (${text("live.say.you")})` : name;
    label.append(strong, " ", this.words);
    this.item.append(this.video, label);
  }

  show(stream: MediaStream): void {
    if (this.video.srcObject !== stream) this.video.srcObject = stream;
    void this.video.play().catch(() => undefined);
  }

  /** What stands beside the name: connecting, sound only, ... */
  tell(words: string, hasPicture: boolean): void {
    this.words.textContent = words ? `· ${words}` : "";
    this.item.classList.toggle("rv-live-tile--dark", !hasPicture);
  }
}
