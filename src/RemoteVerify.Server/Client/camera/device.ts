// What browser and camera say about themselves; everything here can be forged, and the service knows it.

export type Needs = { noHeadTurn: boolean; noFlash: boolean; audioPrompts: boolean; timeFactor: number };

function gpu(): string {
  const gl = document.createElement("canvas").getContext("webgl");
  const info = gl?.getExtension("WEBGL_debug_renderer_info");
  return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)).slice(0, 200) : "";
}

function isPatched(): boolean {
  const native = (f: unknown): boolean => Function.prototype.toString.call(f).includes("[native code]");
  return !native(navigator.mediaDevices.getUserMedia) || !native(HTMLCanvasElement.prototype.toBlob) || !native(CanvasRenderingContext2D.prototype.drawImage);
}

/** A browser that can't make WebP hands out another kind, and says so. */
function makesWebP(): boolean {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  return canvas.toDataURL("image/webp").startsWith("data:image/webp");
}

/** The first message of a capture. */
export async function hello(ticket: string, track: MediaStreamTrack, needs: Needs): Promise<object> {
  const settings = track.getSettings();
  const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(d => d.kind === "videoinput").length;
  return {
    type: "hello", version: 1, ticket, screenWidth: screen.width, screenHeight: screen.height, languages: navigator.languages.slice(0, 8), screenColours: true, webP: makesWebP(), needs,
    camera: {
      label: track.label.slice(0, 200), width: settings.width ?? 0, height: settings.height ?? 0, frameRate: settings.frameRate ?? 0,
      facingMode: settings.facingMode ?? "", capabilities: Object.keys(track.getCapabilities?.() ?? {}).slice(0, 60), cameras,
    },
    device: {
      userAgent: navigator.userAgent.slice(0, 300), mobile: /Android|iPhone|iPad|Mobile/.test(navigator.userAgent), gpu: gpu(),
      webDriver: navigator.webdriver === true, patchedFunctions: isPatched(),
    },
  };
}

/** Chat apps open links in a view of their own, many of which have no camera. */
export function isInsideAnApp(): boolean {
  return /Zalo|FBAN|FBAV|FB_IAB|Instagram|Line\/|MicroMessenger|Viber|TikTok|; wv\)/i.test(navigator.userAgent);
}

/** Whether there is a way to a camera at all. */
export function hasCameraWay(): boolean {
  return window.isSecureContext && typeof navigator.mediaDevices?.getUserMedia === "function";
}

/** An address that Android opens in the system's browser; null elsewhere. */
export function systemBrowserAddress(address: URL): string | null {
  if (!/Android/.test(navigator.userAgent)) return null;
  return `intent://${address.host}${address.pathname}#Intent;scheme=${address.protocol.slice(0, -1)};action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;end`;
}
