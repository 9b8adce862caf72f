// How messages travel: on a WebSocket, or in posts where a proxy lets no WebSocket through. Both carry the same messages.

export type Data = string | Uint8Array<ArrayBuffer>;

/** @property gone true when the line broke, false when the service closed it. */
export type Heard = { message: (text: string) => void; gone: (broken: boolean, wasOpen: boolean) => void };

export interface Transport {
  readonly isOpen: boolean;
  send(data: Data): void;
  /** What is still said on it is of no interest. */
  close(): void;
}

const brokenCode = 1006;

export class SocketTransport implements Transport {
  private readonly socket: WebSocket;
  private wasOpen = false;

  constructor(address: URL, first: string, heard: Heard) {
    const target = new URL(address);
    target.protocol = target.protocol.replace("http", "ws");
    this.socket = new WebSocket(target);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => { this.wasOpen = true; this.socket.send(first); };
    this.socket.onmessage = event => heard.message(event.data as string);
    this.socket.onclose = event => heard.gone(event.code === brokenCode, this.wasOpen);
  }

  get isOpen(): boolean { return this.socket.readyState === WebSocket.OPEN; }

  send(data: Data): void { this.socket.send(data); }

  close(): void {
    this.socket.onclose = this.socket.onmessage = this.socket.onopen = null;
    this.socket.close();
  }
}

const textKind = 1;
const binaryKind = 2;
const prefixBytes = 5;
/** Without frames the service is asked this often what it has to say. */
const askMilliseconds = 250;

type Posted = { line: string; messages: object[]; closed: boolean };

/**
 * One post after the other: each carries what has come together since the last, and is answered with what the service has to say, at once or when
 * there is something. So everything stays in its order.
 */
export class PostTransport implements Transport {
  private waiting: Data[];
  private line = "";
  private over = false;
  private wake: () => void = () => undefined;

  constructor(private readonly address: URL, first: string, private readonly heard: Heard) {
    this.waiting = [first];
    void this.run();
  }

  get isOpen(): boolean { return !this.over && this.line !== ""; }

  send(data: Data): void {
    this.waiting.push(data);
    this.wake();
  }

  close(): void { this.over = true; }

  private async run(): Promise<void> {
    while (!this.over) {
      const answer = await this.post(this.waiting.splice(0));
      if (this.over) return;
      if (!answer) return this.end(true);
      this.line = answer.line;
      for (const message of answer.messages) this.heard.message(JSON.stringify(message));
      if (answer.closed) return this.end(false);
      if (this.waiting.length === 0) await new Promise<void>(done => { this.wake = done; setTimeout(done, askMilliseconds); });
    }
  }

  private end(broken: boolean): void {
    if (this.over) return;
    this.over = true;
    this.heard.gone(broken, this.line !== "");
  }

  private async post(messages: Data[]): Promise<Posted | null> {
    const target = new URL(this.address);
    target.pathname += "/frames";
    try {
      const headers: Record<string, string> = { "Content-Type": "application/octet-stream" };
      if (this.line) headers["Capture-Line"] = this.line;
      const answer = await fetch(target, { method: "POST", headers, body: packed(messages), cache: "no-store", credentials: "omit" });
      return answer.ok ? ((await answer.json()) as Posted) : null;
    } catch {
      return null;
    }
  }
}

/** Each message with its kind and its length before it. */
function packed(messages: Data[]): Uint8Array<ArrayBuffer> {
  const parts = messages.map(m => (typeof m === "string" ? { kind: textKind, bytes: new TextEncoder().encode(m) } : { kind: binaryKind, bytes: m }));
  const all = new Uint8Array(parts.reduce((n, p) => n + prefixBytes + p.bytes.length, 0));
  const view = new DataView(all.buffer);
  let at = 0;
  for (const { kind, bytes } of parts) {
    view.setUint8(at, kind);
    view.setUint32(at + 1, bytes.length);
    all.set(bytes, at + prefixBytes);
    at += prefixBytes + bytes.length;
  }

  return all;
}
