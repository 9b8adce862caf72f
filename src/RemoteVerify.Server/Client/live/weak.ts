// Judges the line of the calls: picture and sound, sound alone, or the telephone. It looks at what the browsers measure of the way, never at what is in the picture.

export type Sample = {
  /** Bits per second that the browser thinks it may send; null when it doesn't know. */
  room: number | null;
  /** Part of what was sent that the other side missed, 0 to 1; null when it has not said. */
  lost: number | null;
  /** There and back in seconds; null when nothing came back. */
  roundTrip: number | null;
  /** Packets that came since the last look. */
  arrived: number;
  /** The way stands. */
  up: boolean;
};

export type Verdict = "video" | "sound" | "phone";

/** Looks of two seconds each. */
export const lookMilliseconds = 2000;
const poorLooks = 3, silentLooks = 4;
const leastRoom = 110_000, mostLost = 0.12, mostRoundTrip = 1.2;

export class Judge {
  private poor = 0;
  private silent = 0;
  private verdict: Verdict = "video";

  /** What one more look means. Better than before it gets only for sound; the picture comes back when somebody asks for it. */
  look(sample: Sample): Verdict {
    const isPoor = !sample.up || (sample.room !== null && sample.room < leastRoom) || (sample.lost !== null && sample.lost > mostLost) || (sample.roundTrip !== null && sample.roundTrip > mostRoundTrip);
    const isSilent = !sample.up || sample.arrived === 0;
    this.poor = isPoor ? this.poor + 1 : 0;
    this.silent = isSilent ? this.silent + 1 : 0;
    if (this.silent >= silentLooks) this.verdict = "phone";
    else if (this.silent === 0 && this.verdict === "phone") this.verdict = "sound";
    else if (this.poor >= poorLooks && this.verdict === "video") this.verdict = "sound";
    return this.verdict;
  }

  /** Somebody wants the picture again. */
  again(): void {
    this.poor = 0;
    if (this.verdict === "sound") this.verdict = "video";
  }

  /** Begins anew, with or without a picture. */
  begin(verdict: Verdict): void {
    this.poor = this.silent = 0;
    this.verdict = verdict;
  }
}

type Seen = { packets: number };
const seen = new WeakMap<RTCPeerConnection, Seen>();

/** One look at a call. */
export async function lookAt(connection: RTCPeerConnection): Promise<Sample> {
  const sample: Sample = { room: null, lost: null, roundTrip: null, arrived: 0, up: connection.connectionState === "connected" };
  let packets = 0, pair: string | undefined;
  const pairs = new Map<string, RTCIceCandidatePairStats>();
  (await connection.getStats()).forEach((report: Record<string, unknown> & { type: string; id: string }) => {
    if (report.type === "transport") pair = report["selectedCandidatePairId"] as string | undefined;
    else if (report.type === "candidate-pair") pairs.set(report.id, report as unknown as RTCIceCandidatePairStats);
    else if (report.type === "inbound-rtp") packets += (report["packetsReceived"] as number | undefined) ?? 0;
    else if (report.type === "remote-inbound-rtp") {
      sample.lost = Math.max(sample.lost ?? 0, (report["fractionLost"] as number | undefined) ?? 0);
      sample.roundTrip = Math.max(sample.roundTrip ?? 0, (report["roundTripTime"] as number | undefined) ?? 0);
    }
  });
  const chosen = pair === undefined ? undefined : pairs.get(pair);
  sample.room = chosen?.availableOutgoingBitrate ?? null;
  if (chosen?.currentRoundTripTime !== undefined) sample.roundTrip = Math.max(sample.roundTrip ?? 0, chosen.currentRoundTripTime);
  sample.arrived = Math.max(0, packets - (seen.get(connection)?.packets ?? 0));
  seen.set(connection, { packets });
  return sample;
}
