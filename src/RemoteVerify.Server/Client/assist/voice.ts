// Records the sentence of consent where the browser can, and puts the recording into the form. Without it, the tick stands.

const longestMilliseconds = 60_000;
const part = document.getElementById("voice");
const button = document.getElementById("voice-record") as HTMLButtonElement | null;
const state = document.getElementById("voice-status");
const listen = document.getElementById("voice-listen") as HTMLAudioElement | null;
const file = document.getElementById("sound") as HTMLInputElement | null;
const type = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"].find(one => "MediaRecorder" in window && MediaRecorder.isTypeSupported(one));
let recorder: MediaRecorder | null = null;

function say(text: string | undefined): void { if (state) state.textContent = text ?? ""; }

async function record(): Promise<void> {
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    say(state?.dataset.refused);
    return;
  }

  const begin = button!.textContent;
  const parts: Blob[] = [];
  recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24_000 });
  recorder.addEventListener("dataavailable", event => parts.push(event.data));
  recorder.addEventListener("stop", () => {
    stream.getTracks().forEach(track => track.stop());
    recorder = null;
    const sound = new Blob(parts, { type });
    const chosen = new DataTransfer();
    chosen.items.add(new File([sound], "consent", { type }));
    file!.files = chosen.files;
    listen!.src = URL.createObjectURL(sound);
    listen!.hidden = false;
    button!.textContent = button!.dataset.again ?? begin;
    say(state?.dataset.done);
  });
  recorder.start();
  setTimeout(() => recorder?.stop(), longestMilliseconds);
  button!.textContent = button!.dataset.stop ?? "";
  say(state?.dataset.recording);
}

if (part && button && file && listen && type && navigator.mediaDevices) {
  part.hidden = false;
  button.addEventListener("click", () => {
    if (recorder) recorder.stop();
    else void record();
  });
}
