// A portal that uses RemoteVerify: it opens a case, shows the citizen's pages inside its own page or sends the citizen there and gets them back, and hears how it went.
// Node.js 20 or newer, no packages. See README.md.

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { contract } from "./contract.mjs";
import { isGenuine, Service } from "./service.mjs";

const { RV_SERVICE = "http://127.0.0.1:5080", RV_CLIENT = "portal", RV_SECRET, RV_CREDENTIALS, PORT = "5090", HOST = "localhost", RV_PROCEDURE = "remote-contract-test" } = process.env;
const secret = RV_SECRET ?? (RV_CREDENTIALS && JSON.parse(readFileSync(RV_CREDENTIALS, "utf8"))[RV_CLIENT]);
if (!secret) {
  console.error("Give the secret of the client in RV_SECRET, or the file that ./rv serve wrote in RV_CREDENTIALS.");
  process.exit(2);
}

const own = `http://${HOST}:${PORT}`;
const service = new Service(RV_SERVICE, RV_CLIENT, secret);
const cases = new Map(); // by the portal's own word, which goes to the service and comes back; it says nothing about anybody
let webhookSecret = null;

const escape = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

const page = (title, body, scripts = "") => `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title>
<link rel="stylesheet" href="/portal.css">${scripts}</head>
<body><header><strong>Cổng dịch vụ công mẫu</strong></header><main><h1>${escape(title)}</h1>${body}</main></body></html>`;

const routes = {
  "GET /": () => html(page("Ký hợp đồng từ xa", `<form method="post" action="/cases">
    <p><label for="name">Họ và tên</label><br><input id="name" name="name" required value="Nguyễn Thị Mẫu"></p>
    <p><label for="number">Số định danh cá nhân</label><br><input id="number" name="number" required pattern="[0-9]{12}" value="001199000000"></p>
    <p><button name="way" value="frame">Ký ngay tại đây</button> <button name="way" value="redirect">Ký ở trang của dịch vụ</button></p></form>`)),

  "POST /cases": async (request, url, body) => {
    const form = new URLSearchParams(body), word = randomBytes(16).toString("hex");
    const opened = await service.open({ procedure: RV_PROCEDURE, fullName: form.get("name"), personalNumber: form.get("number"), pdf: contract(["HOP DONG THU NGHIEM", "Van ban nay khong co gia tri phap ly."]) });
    cases.set(word, { ...opened, events: [] });
    return form.get("way") === "redirect"
      ? redirect(`${opened.page}?return=${encodeURIComponent(`${own}/back`)}&state=${word}`)
      : redirect(`/case?word=${word}`);
  },

  "GET /case": (request, url) => {
    const found = cases.get(url.searchParams.get("word"));
    return found ? html(page(`Hồ sơ ${found.code}`,
      `<remote-verify address="${escape(found.page)}" language="vi"></remote-verify><p role="status" id="news" data-state="/state?word=${escape(url.searchParams.get("word"))}">Đang mở…</p>`,
      `<script src="${escape(RV_SERVICE)}/embed/remote-verify.js" defer></script><script src="/case.js" defer></script>`)) : missing();
  },

  "GET /back": async (request, url) => {
    const found = cases.get(url.searchParams.get("state"));
    if (!found) return missing();
    // The address is only a sign to look: anybody can write one.
    return html(page(`Hồ sơ ${found.code}`, `<p>Bạn đã quay lại từ trang xác minh (<code id="outcome">${escape(url.searchParams.get("outcome"))}</code>).</p>
      <p>Tình trạng do dịch vụ báo: <strong id="state">${escape(await service.state(found.id))}</strong></p>`));
  },

  "GET /state": async (request, url) => {
    const found = cases.get(url.searchParams.get("word"));
    return found ? json({ id: found.id, state: await service.state(found.id), events: found.events }) : missing();
  },

  "POST /webhook": (request, url, body) => {
    if (!webhookSecret || !isGenuine(webhookSecret, request.headers, body)) return { status: 401, type: "text/plain", body: "no" };
    const { type, data } = JSON.parse(body);
    for (const found of cases.values()) if (found.id === data.caseId) found.events.push(type);
    return { status: 204 };
  },

  "GET /case.js": () => ({ status: 200, type: "text/javascript", body: readFileSync(new URL("pages/case.js", import.meta.url)) }),
  "GET /portal.css": () => ({ status: 200, type: "text/css", body: readFileSync(new URL("pages/portal.css", import.meta.url)) }),
};

const html = body => ({ status: 200, type: "text/html; charset=utf-8", body });
const json = value => ({ status: 200, type: "application/json", body: JSON.stringify(value) });
const redirect = to => ({ status: 303, location: to });
const missing = () => ({ status: 404, type: "text/plain", body: "not found" });

createServer(async (request, response) => {
  const url = new URL(request.url, own), chunks = [];
  for await (const chunk of request) if (chunks.push(chunk) > 64) break;
  let answer;
  try {
    answer = await (routes[`${request.method} ${url.pathname}`] ?? missing)(request, url, Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    console.error(error.message);
    answer = { status: 502, type: "text/html; charset=utf-8", body: page("Chưa được", "<p>Dịch vụ xác minh chưa trả lời. Hãy thử lại.</p>") };
  }
  response.writeHead(answer.status, {
    ...(answer.type && { "content-type": answer.type }), ...(answer.location && { location: answer.location }), "cache-control": "no-store",
    // What the portal allows to its own pages: the service's script and frame, and the camera in that frame.
    "content-security-policy": `default-src 'none'; script-src 'self' ${new URL(RV_SERVICE).origin}; style-src 'self'; connect-src 'self'; frame-src ${new URL(RV_SERVICE).origin}; form-action 'self' ${new URL(RV_SERVICE).origin}; base-uri 'none'; frame-ancestors 'none'`,
    "permissions-policy": `camera=(self "${new URL(RV_SERVICE).origin}"), microphone=(self "${new URL(RV_SERVICE).origin}")`,
  }).end(answer.body);
}).listen(Number(PORT), "127.0.0.1", async () => {
  webhookSecret = await service.subscribe(`http://127.0.0.1:${PORT}/webhook`).catch(error => console.error(`No webhooks, so the portal asks instead (${error.message})`)) ?? null;
  console.log(`${own}/`);
});
