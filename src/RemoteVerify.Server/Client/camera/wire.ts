// The messages of a capture and the bytes of a frame, as src/RemoteVerify.Biometrics/Liveness/README.md has them.

/** @property mostBytes above it a lower quality is taken: a slow line has no room for grain. */
export type FramePolicy = { width: number; height: number; quality: number; framesPerSecond: number; window: number; webP?: boolean; mostBytes?: number };
export type Ready = { type: "ready"; nonce: string; policy: FramePolicy; steps: number; sequence?: number; resume?: string };
export type Ack = { type: "ack"; sequence: number; state: string; guidance: string; policy?: FramePolicy };
export type Step = { type: "step"; number: number; done: number; of: number; step: string; token: string };
export type Colour = { type: "colour"; number: number; done: number; of: number; colour: string; token: string };
export type Proof = { type: "proof"; number: number; token: string; width: number; height: number; quality: number };
export type Result = { type: "result"; outcome: string; code: string; triesLeft: number };
export type ServerMessage = Ready | Ack | Step | Colour | Proof | Result;

export const guide = 1;
export const proof = 2;
export type Kind = typeof guide | typeof proof;
export const noToken = "0000000000000000";

const headerBytes = 40;

/** What the service takes of a picture (ProtocolLimits, without the header). */
export const mostBytes: Record<Kind, number> = { [guide]: 96 * 1024 - headerBytes, [proof]: 400 * 1024 - headerBytes };

/** What stands before a picture. */
export type FrameHeader = { kind: Kind; step: number; sequence: number; capture: number; token: string; presented: number; media: number; roundTrip: number };

/** Header, link and picture in one message. */
export function frameMessage(header: FrameHeader, link: Uint8Array, picture: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(headerBytes + picture.length);
  const view = new DataView(message.buffer);
  view.setUint8(0, 1);
  view.setUint8(1, header.kind);
  view.setUint8(2, header.step);
  view.setUint32(4, header.sequence);
  view.setUint32(8, header.capture);
  message.set(bytesOf(header.token), 12);
  view.setUint32(20, header.presented);
  view.setUint32(24, header.media);
  message.set(link, 28);
  view.setUint16(36, header.roundTrip);
  message.set(picture, headerBytes);
  return message;
}

/** h(i) = SHA-256(h(i-1), message): whoever changes, drops or adds a frame breaks it. */
export class FrameChain {
  private hash = new Uint8Array(32);

  static async begin(nonce: string): Promise<FrameChain> {
    const chain = new FrameChain();
    chain.hash = await digest([new TextEncoder().encode("RemoteVerify capture chain 1\n"), bytesOf(nonce)]);
    return chain;
  }

  get link(): Uint8Array { return this.hash.subarray(0, 8); }

  async append(message: Uint8Array): Promise<void> { this.hash = await digest([this.hash, message]); }
}

async function digest(parts: Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) { all.set(p, at); at += p.length; }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
