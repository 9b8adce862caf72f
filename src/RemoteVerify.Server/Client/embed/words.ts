// What a portal's page and a framed page say to each other by postMessage. Codes and a height, never data of a person.

const mark = "remote-verify-1";

/** From the framed page: its height in CSS pixels, the step (name of the page), how it ended. */
export type FromPage = { kind: "height"; pixels: number } | { kind: "step"; step: string } | { kind: "finished"; outcome: string };

/** The portal's first word, after which the page knows to whom it talks. */
export const hello = { [mark]: "hello" };

export function isHello(data: unknown): boolean { return typeof data === "object" && data !== null && (data as Record<string, unknown>)[mark] === "hello"; }

export function fromPage(news: FromPage): Record<string, FromPage> { return { [mark]: news }; }

/** What a message says, or null for one that is no word of a framed page. */
export function readPage(data: unknown): FromPage | null {
  const news = typeof data === "object" && data !== null ? ((data as Record<string, unknown>)[mark] as FromPage | undefined) : undefined;
  if (typeof news !== "object" || news === null) return null;
  if (news.kind === "height") return Number.isFinite(news.pixels) && news.pixels > 0 ? news : null;
  if (news.kind === "step") return /^[a-z0-9-]{1,40}$/.test(news.step) ? news : null;
  return news.kind === "finished" && /^[a-z-]{1,40}$/.test(news.outcome) ? news : null;
}
