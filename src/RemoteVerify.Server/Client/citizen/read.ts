// Reads the document out with the browser's own voice, line by line. Where every line was heard, the service notes it as a step.

const form = document.getElementById("read-aloud") as HTMLFormElement | null;
const lines = [...document.querySelectorAll<HTMLElement>(".rv-paper__line")].map(line => line.textContent ?? "").filter(line => line.trim().length > 0);

function begin(form: HTMLFormElement, speech: SpeechSynthesis): void {
  const button = form.querySelector<HTMLButtonElement>("button")!;
  const told = form.querySelector<HTMLElement>("[role=status]")!;
  const voice = (): SpeechSynthesisVoice | undefined => speech.getVoices().find(known => known.lang.toLowerCase().startsWith("vi"));
  let reading = 0;

  const rest = (): void => {
    reading = 0;
    speech.cancel();
    button.textContent = form.dataset.start ?? "";
  };

  const done = async (): Promise<void> => {
    rest();
    const data = new FormData(form);
    data.set("voice", voice()?.lang ?? "vi");
    const answer = await fetch(form.action, { method: "POST", body: data, cache: "no-store" }).catch(() => null);
    if (answer?.ok) told.textContent = form.dataset.done ?? "";
  };

  const say = (at: number, run: number): void => {
    if (run !== reading) return;
    if (at === lines.length) return void done();
    const words = new SpeechSynthesisUtterance(lines[at]);
    words.lang = "vi-VN";
    const found = voice();
    if (found) words.voice = found;
    words.onend = () => say(at + 1, run);
    // A voice that fails was not heard: nothing is noted.
    words.onerror = () => { if (run === reading) rest(); };
    speech.speak(words);
  };

  form.hidden = false;
  form.onsubmit = event => {
    event.preventDefault();
    if (reading) return rest();
    button.textContent = form.dataset.stop ?? "";
    told.textContent = "";
    reading = performance.now();
    say(0, reading);
  };
  addEventListener("pagehide", () => speech.cancel());
}

if (form && lines.length > 0 && "speechSynthesis" in window) begin(form, window.speechSynthesis);
