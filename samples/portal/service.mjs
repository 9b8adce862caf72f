// What the portal's server asks the service, over its public HTTP API (/openapi/v1.json). Nothing here runs in a browser: the secret stays on the server.

import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export class Service {
  #token = null;
  #until = 0;

  constructor(address, client, secret) {
    Object.assign(this, { address: address.replace(/\/$/, ""), client, secret });
  }

  /** Opens a case for one person with a document to sign, and gives the address of the page that this person opens. */
  async open({ procedure, fullName, personalNumber, pdf }) {
    const { id, code } = await this.#json("POST", "/v1/cases", { procedure, participants: [{ fullName, personalNumber, role: "party" }] });
    await this.#send("POST", `/v1/cases/${id}/document`, pdf, "application/pdf");
    await this.#json("POST", "/v1/verifications", { caseId: id, participant: "p1" });
    return { id, code, page: await this.invite(id, "p1") };
  }

  /** A link works once: every new visit gets a new one. */
  async invite(id, participant) {
    const { ticket } = await this.#json("POST", `/v1/cases/${id}/participants/${participant}/invitation`);
    return `${this.address}/s/${encodeURIComponent(ticket)}`;
  }

  /** The truth about a case. What a browser says about it is a hint to ask. */
  async state(id) { return (await this.#json("GET", `/v1/cases/${id}`)).state; }

  /** Asks to be told of the portal's own cases; gives the secret that signs what is sent. */
  async subscribe(address) { return (await this.#json("POST", "/v1/webhook-endpoints", { address, events: ["case.*", "result.issued"], description: "sample portal" })).secret; }

  async #bearer() {
    if (Date.now() > this.#until) {
      const answer = await fetch(`${this.address}/v1/oauth/token`, {
        method: "POST", body: new URLSearchParams({ grant_type: "client_credentials", client_id: this.client, client_secret: this.secret }),
      });
      if (!answer.ok) throw new Error(`no token: ${answer.status}`);
      const { access_token, expires_in } = await answer.json();
      this.#token = access_token;
      this.#until = Date.now() + (expires_in - 60) * 1000;
    }
    return this.#token;
  }

  async #json(method, path, body) { return (await this.#send(method, path, body && JSON.stringify(body), "application/json")).json(); }

  async #send(method, path, body, type) {
    const headers = { authorization: `Bearer ${await this.#bearer()}` };
    if (body) headers["content-type"] = type;
    if (method === "POST") headers["idempotency-key"] = randomUUID();
    const answer = await fetch(this.address + path, { method, headers, body });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.json().catch(() => ({}))).code ?? ""}`);
    return answer;
  }
}

/** Standard Webhooks 1.0.0, v1: HMAC-SHA256 over id, time and body; not older than five minutes. */
export function isGenuine(secret, headers, body) {
  const id = headers["webhook-id"], time = headers["webhook-timestamp"], key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (!id || !time || Math.abs(Date.now() / 1000 - Number(time)) > 300) return false;
  const right = createHmac("sha256", key).update(`${id}.${time}.${body}`).digest();
  return (headers["webhook-signature"] ?? "").split(" ").some(signature => {
    const [version, value] = signature.split(",");
    const given = Buffer.from(value ?? "", "base64");
    return version === "v1" && given.length === right.length && timingSafeEqual(given, right);
  });
}
