// The photo of the moment of signing: one frame of the stream as it came, in its own size, encoded once. Nothing is cut, turned, mirrored or drawn over it.

export type Photo = { bytes: ArrayBuffer; sha256: string; width: number; height: number };

const quality = 0.92;
const patienceMilliseconds = 20_000;

/** Waits for a frame that is large enough for the print. Null when none came in time. */
export async function sharpFrame(video: HTMLVideoElement, short: number, long: number): Promise<boolean> {
  const until = performance.now() + patienceMilliseconds;
  while (performance.now() < until) {
    if (fits(video, short, long)) {
      // The frame after this one is of that size for sure.
      await nextFrame(video);
      if (fits(video, short, long)) return true;
    } else await nextFrame(video);
  }
  return false;
}

function fits(video: HTMLVideoElement, short: number, long: number): boolean {
  return Math.min(video.videoWidth, video.videoHeight) >= short && Math.max(video.videoWidth, video.videoHeight) >= long;
}

/** The next frame, or a moment when none comes. */
export function nextFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise(done => {
    const late = setTimeout(done, 1000);
    video.requestVideoFrameCallback(() => {
      clearTimeout(late);
      done();
    });
  });
}

export async function grab(video: HTMLVideoElement): Promise<Photo> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")!.drawImage(video, 0, 0);
  const picture = await new Promise<Blob | null>(done => canvas.toBlob(done, "image/jpeg", quality));
  if (!picture) throw new Error("no picture");
  const bytes = await picture.arrayBuffer();
  return { bytes, sha256: await sha256(bytes), width: canvas.width, height: canvas.height };
}

export async function sha256(bytes: ArrayBuffer): Promise<string> {
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), b => b.toString(16).padStart(2, "0")).join("");
}
