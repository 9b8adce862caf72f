// The WebSocket of a capture. When it breaks, the page comes back by itself on a new one with the secret of the last `ready`; the
// service then starts a new hash chain and draws what was going on anew.

export type LineEnd = "broken" | "closed";

const patienceMilliseconds = 20000;
const retryMilliseconds = 1500;
const brokenCode = 1006;

export class Line {
  private socket: WebSocket;
  private secret = "";
  private brokenAt = 0;

  /**
   * @param address of the capture
   * @param greeting first message of the first line
   * @param received each message of the service
   * @param waiting the line is broken, the page tries again
   * @param ended no line any more
   */
  constructor(
    private readonly address: URL, greeting: object, private readonly received: (message: string) => void,
    private readonly waiting: () => void, private readonly ended: () => void,
  ) {
    this.socket = this.open(address, greeting);
  }

  get isOpen(): boolean { return this.socket.readyState === WebSocket.OPEN && this.brokenAt === 0; }

  send(data: string | Uint8Array<ArrayBuffer>): void { this.socket.send(data); }

  /** A new `ready` came: its secret is the one that counts. */
  ready(secret: string | undefined): void {
    this.secret = secret ?? "";
    this.brokenAt = 0;
  }

  /** No answer for too long: the network may be gone without the browser having noticed. */
  giveUp(): void { this.broken(); }

  close(): void {
    this.release();
    this.secret = "";
  }

  private open(address: URL, first: object): WebSocket {
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => socket.send(JSON.stringify(first));
    socket.onmessage = event => this.received(event.data as string);
    socket.onclose = event => (event.code === brokenCode ? this.broken() : this.ended());
    return socket;
  }

  private broken(): void {
    this.release();
    if (this.brokenAt === 0) this.brokenAt = performance.now();
    if (!this.secret || performance.now() - this.brokenAt > patienceMilliseconds) return this.ended();
    this.waiting();
    setTimeout(() => this.again(), retryMilliseconds);
  }

  private again(): void {
    if (!this.secret) return;
    const address = new URL(this.address);
    address.searchParams.set("resume", "1");
    this.socket = this.open(address, { type: "resume", secret: this.secret });
  }

  /** What the old socket still says is of no interest. */
  private release(): void {
    this.socket.onclose = this.socket.onmessage = this.socket.onopen = null;
    this.socket.close();
  }
}
