// Forms that a passkey answers: data-passkey is "get" or "create", data-options the options of WebAuthn as JSON. The answer goes into the field "credential".
// The browsers' own readers of these options came years after Chromium 109, so the bytes are read here.

interface Listed { id: string; type: "public-key"; transports?: AuthenticatorTransport[] }

export function askPasskeys(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void answer(form);
    });
    // Asked for by the page before: the device asks at once, and the button is there when it did not.
    if (form.dataset.passkeyNow === "yes") void answer(form);
  }
}

async function answer(form: HTMLFormElement): Promise<void> {
  show(form, null);
  if (!("credentials" in navigator) || !window.PublicKeyCredential) {
    show(form, "absent");
    return;
  }

  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  try {
    button?.setAttribute("aria-disabled", "true");
    const options = JSON.parse(form.dataset.options ?? "{}");
    const credential = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: creation(options) })
      : await navigator.credentials.get({ publicKey: request(options) });
    (form.elements.namedItem("credential") as HTMLInputElement).value = JSON.stringify(written(credential as PublicKeyCredential));
    form.submit();
  } catch {
    // Cancelled, timed out, or no such passkey on this device: the officer may try again.
    show(form, "failed");
    button?.removeAttribute("aria-disabled");
  }
}

function show(form: HTMLFormElement, which: "failed" | "absent" | null): void {
  for (const name of ["failed", "absent"]) {
    const text = form.querySelector<HTMLElement>(`[data-passkey-${name}]`);
    if (text) text.hidden = name !== which;
  }
}

/* eslint-disable @typescript-eslint/no-explicit-any */
function creation(from: any): PublicKeyCredentialCreationOptions {
  return { ...from, challenge: bytes(from.challenge), user: { ...from.user, id: bytes(from.user.id) }, excludeCredentials: list(from.excludeCredentials) };
}

function request(from: any): PublicKeyCredentialRequestOptions {
  return { ...from, challenge: bytes(from.challenge), allowCredentials: list(from.allowCredentials) };
}

function list(from: Listed[] | undefined): PublicKeyCredentialDescriptor[] {
  return (from ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
}

function written(credential: PublicKeyCredential): unknown {
  const answer = credential.response as any;
  const response: Record<string, unknown> = { clientDataJSON: text(answer.clientDataJSON) };
  if (answer.attestationObject) {
    response.attestationObject = text(answer.attestationObject);
    response.transports = answer.getTransports ? answer.getTransports() : [];
  } else {
    response.authenticatorData = text(answer.authenticatorData);
    response.signature = text(answer.signature);
    response.userHandle = answer.userHandle ? text(answer.userHandle) : null;
  }

  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    authenticatorAttachment: (credential as any).authenticatorAttachment ?? null, clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function bytes(base64url: string): ArrayBuffer {
  const plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer as ArrayBuffer;
}

function text(buffer: ArrayBuffer): string {
  let plain = "";
  for (const byte of new Uint8Array(buffer)) plain += String.fromCharCode(byte);
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
