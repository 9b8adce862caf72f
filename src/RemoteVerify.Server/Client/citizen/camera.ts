// Gives the camera check its tickets and leads on when it has ended. The check itself is capture.ts.

import { CaptureTicketRequest } from "../capture";

const readMilliseconds = 2500;
const root = document.getElementById("capture");
const form = document.getElementById("capture-form") as HTMLFormElement | null;
const trouble = document.getElementById("capture-trouble");

function tell(text: string | undefined): void {
  if (!trouble) return;
  trouble.textContent = text ?? "";
  trouble.hidden = !text;
}

function onward(): void { location.assign(root?.dataset.next ?? location.href); }

async function ticket(): Promise<{ ticket: string; path: string }> {
  tell(undefined);
  const answer = await fetch(form!.action, { method: "POST", body: new FormData(form!), cache: "no-store", redirect: "manual" }).catch(() => null);
  if (!answer) tell(trouble?.dataset.line);
  // No try left, decided meanwhile, or the session is over: the router knows what comes next.
  else if (answer.status === 409 || answer.type === "opaqueredirect") onward();
  else if (!answer.ok) tell(trouble?.dataset.refused);
  if (!answer?.ok) throw new Error("no ticket");
  return (await answer.json()) as { ticket: string; path: string };
}

if (root && form) {
  root.hidden = false;
  root.addEventListener("capture-ticket", event => (event as CustomEvent<CaptureTicketRequest>).detail.answer(ticket()));
  root.addEventListener("capture-finished", event => {
    const { outcome, triesLeft } = (event as CustomEvent<{ outcome: string; triesLeft: number }>).detail;
    if (outcome === "pass" || outcome === "officer" || outcome === "refused" || (outcome === "retry" && triesLeft === 0)) setTimeout(onward, readMilliseconds);
  });
}
