// One call from browser to browser. Of two, the one with the lesser id makes every offer and the other answers, so that two offers never meet. Both ways for sound and
// picture stand from the beginning; what goes over them changes without a new agreement.

import type { Line, Mode, Peer, Signal } from "./line";

const usual = { width: 640, framesPerSecond: 15, bitsPerSecond: 500_000 };
const sharp = { framesPerSecond: 5, bitsPerSecond: 4_000_000 };

const connectMilliseconds = 15_000;

export class Call {
  readonly connection: RTCPeerConnection;
  readonly stream = new MediaStream();
  private readonly offers: boolean;
  private video: RTCRtpSender | null = null;
  private isSharp = false;
  private wasUp = false;
  private readonly begun = performance.now();
  private work: Promise<void> = Promise.resolve();

  constructor(
    readonly peer: Peer, own: string, private readonly line: Line, config: RTCConfiguration, private readonly local: MediaStream,
    private mode: Mode, private readonly changed: () => void) {
    this.offers = own < peer.id;
    this.connection = new RTCPeerConnection(config);
    this.connection.onicecandidate = ({ candidate }) => {
      if (candidate) this.send({ candidate: candidate.toJSON() });
    };
    this.connection.ontrack = ({ track }) => {
      this.stream.addTrack(track);
      track.onunmute = track.onmute = () => this.changed();
      this.changed();
    };
    this.connection.onconnectionstatechange = () => {
      if (this.connection.connectionState === "failed" && this.offers) this.connection.restartIce();
      if (this.connection.connectionState === "connected") {
        this.wasUp = true;
        void this.sendVideo();
      }
      this.changed();
    };
    if (!this.offers) return;
    this.connection.onnegotiationneeded = () => this.then(async () => {
      await this.connection.setLocalDescription();
      this.send({ description: this.connection.localDescription! });
    });
    this.connection.addTransceiver(local.getAudioTracks()[0] ?? "audio", { direction: "sendrecv", streams: [local] });
    this.video = this.connection.addTransceiver("video", { direction: "sendrecv", streams: [local] }).sender;
    void this.sendVideo();
  }

  /** Whether what comes over it says something about the line: the other side sends, and the call stands or had time to. */
  get counts(): boolean { return this.peer.mode !== "text" && (this.wasUp || performance.now() - this.begun > connectMilliseconds); }

  get isUp(): boolean { return this.connection.connectionState === "connected"; }

  hear(data: Signal): void {
    this.then(async () => {
      if (data.candidate) await this.connection.addIceCandidate(data.candidate);
      if (!data.description) return;
      await this.connection.setRemoteDescription(data.description);
      if (data.description.type !== "offer") return;
      await this.takeWays();
      await this.connection.setLocalDescription();
      this.send({ description: this.connection.localDescription! });
    });
  }

  /** What this side sends: a picture only when neither side has asked for sound alone. */
  use(own: Mode): void {
    this.mode = own;
    void this.sendVideo();
    this.changed();
  }

  /** The picture in full for a moment, slowly, so that a photo of it shows what the camera saw. */
  sharpen(on: boolean): void {
    this.isSharp = on;
    void this.sendVideo();
  }

  close(): void {
    this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  /** The answering side sends over the ways that the offer made. */
  private async takeWays(): Promise<void> {
    for (const way of this.connection.getTransceivers()) {
      way.direction = "sendrecv";
      way.sender.setStreams(this.local);
      if (way.receiver.track.kind === "video") this.video = way.sender;
      else if (!way.sender.track) await way.sender.replaceTrack(this.local.getAudioTracks()[0] ?? null);
    }
    await this.sendVideo();
  }

  private async sendVideo(): Promise<void> {
    const track = this.local.getVideoTracks()[0];
    if (!this.video || this.connection.signalingState === "closed") return;
    const wanted = track && this.mode === "video" && this.peer.mode === "video" ? track : null;
    if (this.video.track !== wanted) await this.video.replaceTrack(wanted);
    if (!wanted) return;
    wanted.contentHint = this.isSharp ? "detail" : "";
    const parameters = this.video.getParameters();
    const encoding = parameters.encodings?.[0];
    if (!encoding) return;
    encoding.scaleResolutionDownBy = this.isSharp ? 1 : Math.max(1, (wanted.getSettings().width ?? usual.width) / usual.width);
    encoding.maxFramerate = this.isSharp ? sharp.framesPerSecond : usual.framesPerSecond;
    encoding.maxBitrate = this.isSharp ? sharp.bitsPerSecond : usual.bitsPerSecond;
    await this.video.setParameters(parameters).catch(() => undefined);
  }

  private then(step: () => Promise<void>): void {
    this.work = this.work.then(step).catch(() => undefined);
  }

  private send(data: Signal): void { this.line.say({ type: "signal", to: this.peer.id, data }); }
}
