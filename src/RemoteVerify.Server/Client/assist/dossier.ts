// A dossier that is begun without signal: what the form holds, and the number that the person takes along on paper, which becomes the code of the case.

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const vietnamMilliseconds = 7 * 3600_000;
const dayMilliseconds = 24 * 3600_000;
const daysOffered = 30;
export const largestFile = 10 << 20;

function field(id: string): HTMLInputElement { return document.getElementById(id) as HTMLInputElement; }

/** Eight random characters out of 32. */
export function slip(): string { return [...crypto.getRandomValues(new Uint8Array(8))].map(byte => letters[byte % letters.length]).join(""); }

/** The code of the case as the service makes it of the day in Vietnam and the slip. */
export function codeOf(at: Date, characters: string): string { return `HS-${new Date(at.getTime() + vietnamMilliseconds).toISOString().slice(0, 10).replace(/-/g, "")}-${characters}`; }

export function isNumber(value: string): boolean { return /^\d{12}$/.test(value.replace(/\s/g, "")); }

/** The part of the form that belongs to the procedure which is chosen. */
function chosen(form: HTMLFormElement): HTMLElement | null { return [...form.querySelectorAll<HTMLElement>("[data-procedure]")].find(part => part.dataset.procedure === field("new-procedure").value) ?? null; }

/** Shows the fields and papers of the procedure that is chosen. */
export function showChosen(form: HTMLFormElement): void {
  const own = chosen(form);
  for (const part of form.querySelectorAll<HTMLElement>("[data-procedure]")) part.hidden = part !== own;
}

/** Offers the days from tomorrow on; which of them can be had the service knows. */
export function offerDays(): void {
  const days = document.getElementById("new-day") as HTMLSelectElement | null;
  const language = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
  for (let ahead = 1; days && ahead <= daysOffered; ahead++) {
    const day = new Date(Date.now() + vietnamMilliseconds + ahead * dayMilliseconds);
    days.add(new Option(day.toLocaleDateString(language, { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" }), day.toISOString().slice(0, 10)));
  }
}

/** A value as the service keeps it; a date is typed as day, month and year. Null for what can't be one. */
function valueOf(one: HTMLInputElement): string | null {
  const value = one.value.trim();
  if (value === "" || (one.inputMode === "numeric" && !/^\d+$/.test(value))) return null;
  if (one.dataset.type !== "Date") return value;
  const parts = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(value);
  return parts && `${parts[3]}-${parts[2]!.padStart(2, "0")}-${parts[1]!.padStart(2, "0")}`;
}

export type Check = [element: HTMLElement, isRight: boolean];

/** Says at each field what is wrong with it, in the words of its data-fault; the first of them gets the focus. True when all is right. */
export function mark(checks: Check[]): boolean {
  for (const [element, isRight] of checks) {
    const group = element.closest(".govuk-form-group");
    const hint = document.getElementById(`${element.id}-hint`)?.id, fault = `${element.id}-fault`;
    document.getElementById(fault)?.remove();
    group?.classList.toggle("govuk-form-group--error", !isRight);
    for (const kind of ["govuk-input", "govuk-select"]) {
      if (element.classList.contains(kind)) element.classList.toggle(`${kind}--error`, !isRight);
    }
    element.removeAttribute("aria-invalid");
    const described = [hint, isRight ? undefined : fault].filter(id => id !== undefined).join(" ");
    if (described) element.setAttribute("aria-describedby", described);
    else element.removeAttribute("aria-describedby");
    if (isRight) continue;
    element.setAttribute("aria-invalid", "true");
    const words = document.createElement("p");
    words.className = "govuk-error-message";
    words.id = fault;
    words.textContent = element.dataset.fault ?? "";
    (element.closest(".govuk-checkboxes") ?? element).before(words);
  }

  const wrong = checks.find(([, isRight]) => !isRight);
  wrong?.[0].focus();
  return wrong === undefined;
}

export type Begun = { number: string; parts: Record<string, unknown>; papers: { need: string; file: File }[] };

/** What was filled in; null after marking what is missing or wrong, the first of it with the focus. */
export function read(form: HTMLFormElement): Begun | null {
  const own = chosen(form);
  const fields = [...own?.querySelectorAll<HTMLInputElement>("[data-field]") ?? []];
  const files = [...own?.querySelectorAll<HTMLInputElement>("[data-need]") ?? []];
  const point = document.getElementById("new-point") as HTMLSelectElement | null, day = document.getElementById("new-day") as HTMLSelectElement;
  const checks: Check[] = [
    [field("new-procedure"), own !== null],
    [field("new-name"), field("new-name").value.trim() !== ""],
    [field("new-number"), isNumber(field("new-number").value)],
    [field("new-phone"), /^$|^(0|\+)\d{8,14}$/.test(field("new-phone").value.replace(/[\s.-]/g, ""))],
    ...fields.map(one => [one, valueOf(one) !== null] as Check),
    ...files.map(one => [one, (one.files?.[0]?.size ?? 0) <= largestFile] as Check),
    ...(point ? [[day, point.value === "" || day.value !== ""] as Check] : []),
    [field("new-agreed"), field("new-agreed").checked],
  ];
  return !mark(checks) ? null : {
    number: field("new-number").value,
    parts: {
      procedure: field("new-procedure").value, name: field("new-name").value.trim(), phone: field("new-phone").value.trim(),
      fields: Object.fromEntries(fields.map(one => [one.dataset.field!, valueOf(one)])), point: point?.value ?? "", day: point?.value ? day.value : "",
    },
    papers: files.flatMap(one => one.files?.[0] ? [{ need: one.dataset.need!, file: one.files[0] }] : []),
  };
}
