// Keeps the service point's page on the machine, so that it opens without signal. It keeps that one page, its style, scripts and typeface; nothing that names anybody.

const shell = "/point/offline";
const name = "point-1";
const worker = self as unknown as ServiceWorkerGlobalScope;

function addresses(content: string, pattern: RegExp): string[] { return [...content.matchAll(pattern)].map(found => found[1]!); }

async function fill(): Promise<void> {
  const cache = await caches.open(name);
  const page = await fetch(shell, { cache: "reload" });
  if (!page.ok) throw new Error("no page");
  const html = await page.clone().text();
  // Without a helper's session the page has no places to book; then the one that has them stays.
  if (html.includes('data-points="no"') && await cache.match(shell, { ignoreVary: true })) return;
  const files = addresses(html, /(?:href|src)="(\/[^"]+\.(?:css|js|svg)(?:\?[^"]*)?)"/g);
  await cache.put(shell, page);
  for (const file of files) {
    const answer = await fetch(file);
    if (file.includes(".css")) {
      const styles = await answer.clone().text();
      await cache.addAll([...new Set(addresses(styles, /url\(["']?(\/fonts\/[^"')]+)["']?\)/g))]);
    }
    await cache.put(file, answer);
  }
}

async function kept(request: Request): Promise<Response | undefined> { return (await caches.open(name)).match(request, { ignoreVary: true }); }

worker.addEventListener("install", event => event.waitUntil(fill().then(() => worker.skipWaiting())));
worker.addEventListener("activate", event => event.waitUntil(worker.clients.claim()));
worker.addEventListener("fetch", event => {
  const request = event.request;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    // The page of the line when there is one, and then the kept page is renewed; else the kept page.
    event.respondWith(fetch(request).then(answer => {
      event.waitUntil(fill().catch(() => undefined));
      return answer;
    }).catch(async () => (await caches.open(name)).match(shell, { ignoreVary: true }).then(found => found ?? Response.error())));
    return;
  }

  event.respondWith(fetch(request).catch(async () => (await kept(request)) ?? Response.error()));
});
