// Keys of one letter for officers who work without the mouse: what carries data-key is pressed or entered by it. They can be turned off for good in this browser (WCAG 2.1.4), never act while
// somebody types, and do nothing with Ctrl, Alt or Meta.
const KEPT = "rv-desk-keys";

export function useKeys(): void {
  const help = document.querySelector<HTMLDetailsElement>("[data-keys]");
  const wanted = help?.querySelector<HTMLInputElement>("[data-keys-on]");
  if (!help || !wanted) return;
  help.hidden = false;
  wanted.checked = kept() !== "off";
  wanted.addEventListener("change", () => keep(wanted.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!wanted.checked || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat || types(event.target)) return;
    if (event.key === "?") {
      help.open = !help.open;
      help.querySelector<HTMLElement>("summary")?.focus();
      event.preventDefault();
    } else if (event.key === "j" || event.key === "k") {
      if (walk(event.key === "j" ? 1 : -1)) event.preventDefault();
    } else if (/^[a-z/]$/.test(event.key)) {
      const found = document.querySelector<HTMLElement>(`[data-key="${event.key}"]`);
      if (!found) return;
      event.preventDefault();
      found.focus();
      if (!(found instanceof HTMLInputElement)) found.click();
    }
  });
}

/** To the next or the last case of the queue. */
function walk(step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("a[data-row]")];
  if (rows.length === 0) return false;
  const now = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.min(rows.length - 1, Math.max(0, now < 0 ? (step > 0 ? 0 : rows.length - 1) : now + step))]?.focus();
  return true;
}

function types(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLElement && target.isContentEditable)
    || (target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type));
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(KEPT, value);
  } catch {
    // A browser that keeps nothing has them on at each page.
  }
}
