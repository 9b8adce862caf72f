// The line of a capture. When it breaks, the page comes back by itself on a new one with the secret of the last `ready`; the service then starts a
// new hash chain and draws what was going on anew.

import { Data, PostTransport, SocketTransport, Transport } from "./transport";

const patienceMilliseconds = 25000;
const retryMilliseconds = 1500;
const helloMilliseconds = 8000;

/** A network that lets no WebSocket through does so at the next try too. */
let socketsAreBlocked = false;

export class Line {
  private transport: Transport;
  private secret = "";
  private brokenAt = 0;
  private isReady = false;
  private isOver = false;

  /**
   * @param address of the capture
   * @param greeting first message of the first line
   * @param received each message of the service
   * @param waiting the line is broken, the page tries again
   * @param ended no line any more
   */
  constructor(
    private readonly address: URL, private readonly greeting: object, private readonly received: (message: string) => void,
    private readonly waiting: () => void, private readonly ended: () => void,
  ) {
    this.transport = this.open(address, greeting);
  }

  get isOpen(): boolean { return this.brokenAt === 0 && this.transport.isOpen; }

  send(data: Data): void { this.transport.send(data); }

  /** A new `ready` came: its secret is the one that counts. */
  ready(secret: string | undefined): void {
    this.secret = secret ?? "";
    this.brokenAt = 0;
    this.isReady = true;
  }

  /** No answer for too long: the network may be gone without the browser having noticed. */
  giveUp(): void { this.broken(); }

  close(): void {
    this.isOver = true;
    this.transport.close();
    this.secret = "";
  }

  private open(address: URL, first: object): Transport {
    const heard = {
      message: (text: string) => this.received(text),
      gone: (broken: boolean, wasOpen: boolean) => (!wasOpen && !this.isReady && !socketsAreBlocked ? this.post() : broken ? this.broken() : this.end()),
    };
    if (socketsAreBlocked) return new PostTransport(address, JSON.stringify(first), heard);
    if (!this.isReady) {
      // Some proxies take the connection and pass nothing on.
      setTimeout(() => { if (!this.isReady && !this.isOver && !this.transport.isOpen && !socketsAreBlocked) this.post(); }, helloMilliseconds);
    }

    return new SocketTransport(address, JSON.stringify(first), heard);
  }

  private post(): void {
    socketsAreBlocked = true;
    this.transport.close();
    this.transport = this.open(this.address, this.greeting);
  }

  private broken(): void {
    this.transport.close();
    if (this.brokenAt === 0) this.brokenAt = performance.now();
    if (!this.secret || performance.now() - this.brokenAt > patienceMilliseconds) return this.end();
    this.waiting();
    setTimeout(() => this.again(), retryMilliseconds);
  }

  private again(): void {
    if (!this.secret || this.isOver) return;
    const address = new URL(this.address);
    address.searchParams.set("resume", "1");
    this.transport = this.open(address, { type: "resume", secret: this.secret });
  }

  private end(): void {
    if (this.isOver) return;
    this.close();
    this.ended();
  }
}
