// The texts of a page, from the block of data that <texts prefix="..." /> wrote. Keys are those of Texts/*.json.

let all: Record<string, string> | null = null;

/** The text of a key, with {0}, {1} filled. A missing key is shown as itself, so that nobody sees an empty button. */
export function text(key: string, ...values: (string | number)[]): string {
  all ??= JSON.parse(document.getElementById("texts")?.textContent ?? "{}") as Record<string, string>;
  const found = all[key] ?? key;
  return values.length === 0 ? found : found.replace(/\{(\d+)\}/g, (whole, place: string) => String(values[Number(place)] ?? whole));
}
