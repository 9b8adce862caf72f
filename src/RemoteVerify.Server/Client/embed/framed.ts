// Inside a portal's frame: tells the portal how high the page is, where the citizen is and how it ended. Only origins that the service names are listened to and told.

import { fromPage, type FromPage, isHello } from "./words";

function meta(name: string): string { return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? ""; }

const portals = meta("rv-portals").split(" ").filter(Boolean);
let portal = "";
let height = 0;

function tell(news: FromPage): void {
  if (portal) window.parent.postMessage(fromPage(news), portal);
}

function tellHeight(): void {
  const now = Math.ceil(document.body.getBoundingClientRect().height);
  if (now === height) return;
  height = now;
  tell({ kind: "height", pixels: height });
}

window.addEventListener("message", event => {
  if (event.source !== window.parent || !portals.includes(event.origin) || !isHello(event.data)) return;
  portal = event.origin;
  height = 0;
  tell({ kind: "step", step: meta("rv-step") });
  tellHeight();
  if (meta("rv-outcome") !== "open") tell({ kind: "finished", outcome: meta("rv-outcome") });
});

if (window.parent !== window) new ResizeObserver(tellHeight).observe(document.body);
