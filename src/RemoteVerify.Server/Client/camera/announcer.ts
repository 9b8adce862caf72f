// One message at a time. On the screen a step replaces it at once; to screen readers and aloud there is one at most every 1.5 seconds.

import { text } from "../texts";
import { Voice } from "./voice";

const leastMilliseconds = 1500;
/** Without the picture silence says nothing: what still holds is told again. */
const repeatMilliseconds = 6000;

export class Announcer {
  private shown = "";
  private shownAt = -leastMilliseconds;
  private told = "";
  private toldAt = -leastMilliseconds;
  private next = "";
  private readonly beat: number;

  constructor(private readonly screen: HTMLElement, private readonly live: HTMLElement, private readonly voice: Voice, private readonly repeats: boolean) {
    this.beat = window.setInterval(() => this.tell(), 100);
  }

  show(code: string, urgent = false): void {
    if (code === "none" || (code === this.shown && !urgent)) return;
    if (!urgent && performance.now() - this.shownAt < leastMilliseconds) return;
    this.shown = code;
    this.shownAt = performance.now();
    this.screen.textContent = text(`camera.say.${code}`);
    this.screen.dataset.code = code;
    // Shorter and longer messages move what lies below, and browsers then keep that in its place and not the message.
    if (urgent) this.screen.scrollIntoView({ block: "nearest" });
    this.next = code;
    this.tell();
  }

  close(): void {
    clearInterval(this.beat);
    this.voice.close();
  }

  private tell(): void {
    const since = performance.now() - this.toldAt;
    if (since < leastMilliseconds) return;
    const code = this.next || (this.repeats && since > repeatMilliseconds ? this.told : "");
    if (!code) return;
    this.next = "";
    this.told = code;
    this.toldAt = performance.now();
    this.live.textContent = text(`camera.say.${code}`);
    this.voice.say(code);
  }
}
