// What the citizen's page asks the service for: the public HTTP API with the citizen's own session token, nothing else.

export type Session = { token: string; expiresAt: string; caseId: string; participant: string };
export type CaseVerification = { id: string; participant: string; state: string };
export type CaseInfo = {
  id: string; code: string; state: string; title: string; isTest: boolean;
  document: { sha256: string } | null; verifications: CaseVerification[];
  published: { kind: string; code: string }[]; allowedActions: string[];
};
export type CaptureTicket = { ticket: string; path: string };

/** A refusal of the service (problem document of RFC 9457); status 0 when there is no connection. */
export class Refused extends Error {
  constructor(readonly status: number, readonly code: string) { super(code); }
}

export class Api {
  constructor(private readonly session: Session | null) {}

  async enter(ticket: string): Promise<Session> { return this.json("POST", "/v1/sessions", { ticket }); }

  async readCase(): Promise<CaseInfo> { return this.json("GET", `/v1/cases/${this.caseId}`); }

  async openCapture(verification: string): Promise<CaptureTicket> { return this.json("POST", `/v1/verifications/${verification}/captures`, {}); }

  async prepareSignature(): Promise<{ id: string; documentSha256: string }> {
    return this.json("POST", "/v1/signature-requests", { caseId: this.caseId, as: "citizen" });
  }

  async confirm(request: string, documentSha256: string): Promise<{ state: string }> {
    return this.json("POST", `/v1/signature-requests/${request}/confirm`, { documentSha256 });
  }

  async document(): Promise<ArrayBuffer> { return (await this.send("GET", `/v1/cases/${this.caseId}/document`)).arrayBuffer(); }

  private get caseId(): string { return this.session?.caseId ?? ""; }

  private async json<T>(method: string, path: string, body?: object): Promise<T> {
    return (await (await this.send(method, path, body)).json()) as T;
  }

  private async send(method: string, path: string, body?: object): Promise<Response> {
    const headers: Record<string, string> = {};
    if (this.session) headers["Authorization"] = `Bearer ${this.session.token}`;
    if (body) headers["Content-Type"] = "application/json";
    let answer: Response;
    try {
      answer = await fetch(path, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
    } catch {
      throw new Refused(0, "no-line");
    }

    if (answer.ok) return answer;
    const problem = (await answer.json().catch(() => ({}))) as { code?: string };
    throw new Refused(answer.status, problem.code ?? "failed");
  }
}
