// The coloured light of the screen: one soft colour over the whole window, faded in and out. The colours come from the service, which
// never changes them more than about once a second and draws no saturated red (WCAG 2.2, 2.3.1), and only for who asked for it.

function layer(): HTMLElement {
  const found = document.getElementById("capture-light");
  if (!found) throw new Error("The page has no element capture-light");
  return found;
}

/** Shows a colour; an empty one is white, before the first. The oval and the message stay on top (_camera.scss). */
export function shine(colour: string): void {
  layer().hidden = false;
  layer().style.backgroundColor = colour || "#ffffff";
  document.body.classList.add("capture-lit");
}

/** The page as it was. */
export function dim(): void {
  layer().hidden = true;
  layer().style.backgroundColor = "#ffffff";
  document.body.classList.remove("capture-lit");
}
