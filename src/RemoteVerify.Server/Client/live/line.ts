// The line to the service: who is in the room, descriptions and candidates from browser to browser, chat. When it breaks, it is taken up again with the secret of the last welcome. A socket takes
// words long after its line is dead, so both sides number theirs and keep them until the other says that it heard them; what was not heard is said again on the next line, once and in order.

export type Peer = { id: string; seat: string; kind: string; participant?: string; name: string; mode: Mode; consent?: boolean };
/** What somebody sends: text is who joined to write only; phone is who can't be heard any more. */
export type Mode = "video" | "sound" | "text" | "phone";
export type Word =
  | { type: "welcome"; you: string; seat: string; resume: string; consent?: boolean; recording: boolean; peers: Peer[]; ice: RTCIceServer[]; relayOnly: boolean }
  | { type: "resumed"; heard: number }
  | { type: "heard"; n: number }
  | { type: "joined"; peer: Peer }
  | { type: "left"; id: string }
  | { type: "signal"; from: string; data: Signal }
  | { type: "chat"; from: string; name: string; text: string }
  | { type: "mode"; from: string; mode: Mode }
  | { type: "sharp"; from: string; on: boolean }
  | { type: "consent"; from: string; given: boolean }
  | { type: "recording"; on: boolean }
  | { type: "noted"; photo: string; sha256: string; at: string }
  | { type: "refused"; code: string }
  | { type: "closed" };
/** What this side says; which members it has depends on its type. */
export type Said = { type: string; [member: string]: unknown };
export type Signal = { description?: RTCSessionDescription; candidate?: RTCIceCandidateInit };

const tryAgainMilliseconds = [500, 1000, 2000, 4000];
/** The service says something every 5 s; after three times of silence the line is dead, whatever the browser thinks. */
const silenceMilliseconds = 15_000, lookMilliseconds = 3000;
/** So many words are heard before the service is told; it is told when it asks, too. */
const tellAfter = 20;
const mostKept = 300;
const comesAgain = 4000;
const over: Record<number, "reload" | "elsewhere" | "over"> = { 4001: "reload", 4002: "elsewhere", 4003: "over" };

export class Line {
  private socket: WebSocket | null = null;
  private resume: string | undefined;
  private tries = 0;
  private up = false;
  private ended = false;
  private said = 0;
  private heard = 0;
  private told = 0;
  private lastWord = 0;
  private kept: { n: number; word: Said }[] = [];

  /** hear: each message; state: whether the line stands; end: that it is over for good, and why. */
  constructor(
    private readonly ticket: string, private readonly hear: (word: Word) => void, private readonly state: (up: boolean) => void,
    private readonly end: (why: "reload" | "elsewhere" | "over") => void) {}

  open(): void {
    if (this.ended) return;
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/line`);
    this.socket = socket;
    this.lastWord = performance.now();
    const watch = window.setInterval(() => {
      if (performance.now() - this.lastWord > silenceMilliseconds) {
        socket.close(comesAgain);
        this.broke(socket, watch);
      }
    }, lookMilliseconds);
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", ticket: this.ticket, resume: this.resume, heard: this.heard }));
    socket.onmessage = event => {
      if (socket === this.socket) this.listen(JSON.parse(event.data as string) as Word & { n?: number });
    };
    socket.onclose = event => {
      const why = over[event.code];
      if (!why || this.ended || socket !== this.socket) {
        this.broke(socket, watch);
        return;
      }
      clearInterval(watch);
      this.ended = true;
      this.end(why);
    };
  }

  /** A message goes now, or when the line stands again. */
  say(word: Said): void {
    if (this.ended || this.kept.length >= mostKept) return;
    const numbered = { n: ++this.said, word };
    this.kept.push(numbered);
    if (this.up) this.send(numbered);
  }

  close(): void {
    this.ended = true;
    this.write({ type: "bye" });
    this.socket?.close(1000);
  }

  private listen(word: Word & { n?: number }): void {
    this.lastWord = performance.now();
    if (word.type === "heard") {
      this.forget(word.n);
      this.tell();
      return;
    }
    if (word.type === "resumed") this.stand(word.heard);
    else if (word.type === "welcome") this.begin(word);
    else if (word.n !== undefined && word.n <= this.heard) return;
    if (word.n !== undefined) this.heard = word.n;
    if (this.heard - this.told >= tellAfter) this.tell();
    this.hear(word);
  }

  /** In the room as somebody new: numbers begin anew, and descriptions for calls that are no more are not said. */
  private begin(word: Extract<Word, { type: "welcome" }>): void {
    this.resume = word.resume;
    this.heard = this.told = this.said = 0;
    this.kept = this.kept.filter(({ word: { type } }) => type !== "signal" && type !== "sharp").map(({ word: kept }) => ({ n: ++this.said, word: kept }));
    this.stand(0);
  }

  private stand(heard: number): void {
    this.forget(heard);
    this.tries = 0;
    this.up = true;
    this.state(true);
    for (const numbered of this.kept) this.send(numbered);
  }

  private broke(socket: WebSocket, watch: number): void {
    clearInterval(watch);
    if (this.ended || socket !== this.socket) return;
    this.socket = null;
    this.up = false;
    this.state(false);
    setTimeout(() => this.open(), tryAgainMilliseconds[Math.min(this.tries++, tryAgainMilliseconds.length - 1)]);
  }

  private tell(): void {
    this.told = this.heard;
    this.write({ type: "heard", n: this.heard });
  }

  private forget(heard: number): void { this.kept = this.kept.filter(({ n }) => n > heard); }

  private send({ n, word }: { n: number; word: object }): void { this.write({ ...word, n }); }

  /** A line that is closing takes nothing any more; what is kept goes over the next one. */
  private write(word: object): void {
    if (this.up && this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(word));
  }
}
