// Seals bytes to the service's key: ephemeral ECDH on P-256, HKDF-SHA-256, AES-256-GCM. The other half is PointKey.cs. The ephemeral private key is forgotten, so nobody here opens it again.

const encoder = new TextEncoder();

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, character => character.charCodeAt(0));
}

/** Version, ephemeral point, nonce, ciphertext with tag; inside the length of the header, the header, the file. */
export async function seal(key: string, header: object, file: ArrayBuffer): Promise<ArrayBuffer> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const service = await crypto.subtle.importKey("raw", bytesOf(key), curve, false, []);
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: service }, own.privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const secret = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: point, info: encoder.encode("remoteverify point 1") }, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);

  const head = encoder.encode(JSON.stringify(header));
  const plain = new Uint8Array(4 + head.length + file.byteLength);
  new DataView(plain.buffer).setInt32(0, head.length);
  plain.set(head, 4);
  plain.set(new Uint8Array(file), 4 + head.length);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, secret, plain));
  plain.fill(0);

  const whole = new Uint8Array(1 + point.length + nonce.length + cipher.length);
  whole[0] = 1;
  whole.set(point, 1);
  whole.set(nonce, 1 + point.length);
  whole.set(cipher, 1 + point.length + nonce.length);
  return whole.buffer;
}
