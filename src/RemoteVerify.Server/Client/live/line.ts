// The line to the service: who is in the room, descriptions and candidates from browser to browser, chat. When it breaks, it is taken up again with the secret of the last welcome.

export type Peer = { id: string; seat: string; kind: string; participant?: string; name: string; mode: Mode; consent?: boolean };
/** What somebody sends: text is who joined to write only; phone is who can't be heard any more. */
export type Mode = "video" | "sound" | "text" | "phone";
export type Word =
  | { type: "welcome"; you: string; seat: string; resume: string; consent?: boolean; recording: boolean; peers: Peer[]; ice: RTCIceServer[]; relayOnly: boolean }
  | { type: "resumed" }
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
export type Signal = { description?: RTCSessionDescription; candidate?: RTCIceCandidateInit };

const tryAgainMilliseconds = [500, 1000, 2000, 4000];
const over: Record<number, "reload" | "elsewhere" | "over"> = { 4001: "reload", 4002: "elsewhere", 4003: "over" };

export class Line {
  private socket: WebSocket | null = null;
  private resume: string | undefined;
  private tries = 0;
  private ended = false;
  private readonly unsent: string[] = [];

  /** hear: each message; state: whether the line stands; end: that it is over for good, and why. */
  constructor(
    private readonly ticket: string, private readonly hear: (word: Word) => void, private readonly state: (up: boolean) => void,
    private readonly end: (why: "reload" | "elsewhere" | "over") => void) {}

  open(): void {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/line`);
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", ticket: this.ticket, resume: this.resume }));
    socket.onmessage = event => {
      const word = JSON.parse(event.data as string) as Word;
      if (word.type === "welcome") this.resume = word.resume;
      if (word.type === "welcome" || word.type === "resumed") {
        this.tries = 0;
        this.state(true);
        for (const text of this.unsent.splice(0)) socket.send(text);
      }
      this.hear(word);
    };
    socket.onclose = event => {
      if (this.ended || socket !== this.socket) return;
      const why = over[event.code];
      if (why) {
        this.ended = true;
        this.end(why);
        return;
      }
      this.state(false);
      setTimeout(() => this.open(), tryAgainMilliseconds[Math.min(this.tries++, tryAgainMilliseconds.length - 1)]);
    };
  }

  /** A message goes now, or when the line stands again. */
  say(word: object): void {
    const text = JSON.stringify(word);
    if (this.socket?.readyState === WebSocket.OPEN && this.tries === 0) this.socket.send(text);
    else if (this.unsent.length < 200) this.unsent.push(text);
  }

  close(): void {
    this.ended = true;
    this.say({ type: "bye" });
    this.socket?.close(1000);
  }
}
