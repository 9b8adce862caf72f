// Whether a still is worth sending: a picture that is dark, or moves, is not read, and its sentence needs no service.

const [width, height] = [96, 54];
const darkLevel = 40;
/** Mean difference of two pictures, in grey levels; noise of a cheap camera stays below. */
const movingLevels = 9;

/** Looks at the picture again each time that it is called. */
export function steadiness(video: HTMLVideoElement): () => "steady" | "hold" | "dark" {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let before: Uint8Array | null = null;
  return () => {
    if (!context || video.videoWidth === 0) return "hold";
    context.drawImage(video, 0, 0, width, height);
    const pixels = context.getImageData(0, 0, width, height).data;
    const grey = new Uint8Array(width * height);
    let [sum, difference] = [0, 0];
    for (let i = 0; i < grey.length; i++) {
      const level = ((pixels[4 * i] ?? 0) * 77 + (pixels[4 * i + 1] ?? 0) * 150 + (pixels[4 * i + 2] ?? 0) * 29) >> 8;
      grey[i] = level;
      sum += level;
      if (before) difference += Math.abs(level - (before[i] ?? 0));
    }

    const moved = before === null || difference / grey.length > movingLevels;
    before = grey;
    return sum / grey.length < darkLevel ? "dark" : moved ? "hold" : "steady";
  };
}
