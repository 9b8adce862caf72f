// What is told aloud: recorded files of the language where the service has them, the browser's own speech otherwise. And two-tone cues for who
// does not see the picture: rising is closer, falling is back, level is well so.

import { text } from "../texts";

const tones: Record<string, [number, number]> = {
  "move-closer": [440, 660], "step-closer": [440, 660], "move-back": [660, 440], "step-farther": [660, 440], "hold-still": [550, 550],
  "move-left": [330, 330], "move-right": [880, 880], "no-face": [220, 220],
};
const toneSeconds = 0.12;

export class Voice {
  private readonly recorded: Set<string>;
  private readonly language = document.documentElement.lang;
  private playing: HTMLAudioElement | null = null;
  private sound: AudioContext | null = null;

  /** @param files codes of which the service has a recording */
  constructor(private readonly speaks: boolean, private readonly cues: boolean, files: string) {
    this.recorded = new Set(files.split(" ").filter(code => code !== ""));
    if (cues && "AudioContext" in window) this.sound = new AudioContext();
  }

  /** Says the text of a code in place of whatever is being said. */
  say(code: string): void {
    this.cue(code);
    if (!this.speaks) return;
    this.hush();
    if (this.recorded.has(code)) {
      const playing = this.playing = new Audio(`/voice/${this.language}/${code}.ogg`);
      // Hushed before its file had come is no failure.
      void playing.play().catch(() => { if (this.playing === playing) this.speak(code); });
    } else {
      this.speak(code);
    }
  }

  hush(): void {
    this.playing?.pause();
    this.playing = null;
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  }

  close(): void {
    this.hush();
    void this.sound?.close();
    this.sound = null;
  }

  private speak(code: string): void {
    if (!("speechSynthesis" in window)) return;
    const words = new SpeechSynthesisUtterance(text(`camera.say.${code}`));
    words.lang = this.language;
    words.voice = speechSynthesis.getVoices().find(voice => voice.lang.startsWith(this.language)) ?? null;
    speechSynthesis.speak(words);
  }

  private cue(code: string): void {
    const pair = tones[code];
    const sound = this.sound;
    if (!this.cues || !pair || !sound) return;
    pair.forEach((hertz, place) => {
      const [tone, volume] = [sound.createOscillator(), sound.createGain()];
      const from = sound.currentTime + 1.3 * place * toneSeconds;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0.0001, from);
      volume.gain.exponentialRampToValueAtTime(0.2, from + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, from + toneSeconds);
      tone.connect(volume).connect(sound.destination);
      tone.start(from);
      tone.stop(from + toneSeconds);
    });
  }
}
