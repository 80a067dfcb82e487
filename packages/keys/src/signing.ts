import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/** An Ed25519 key pair (RFC 8032); the private half as PKCS#8 PEM, the public half as raw base64url. */
export type SigningPair = { privatePem: string; publicKey: string }

/** Draws a new pair; for the server's key file and for a locker at its enrolment. */
export function newSigningPair(): SigningPair {
  const pair = generateKeyPairSync('ed25519')
  return {
    privatePem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: rawPublic(pair.publicKey),
  }
}

const rawPublic = (key: KeyObject) => key.export({ format: 'jwk' }).x ?? ''

/** Something that signs. Parsing a PEM is slow, so it is done once. */
export function signer(privatePem: string) {
  const key = createPrivateKey(privatePem)
  return {
    publicKey: rawPublic(createPublicKey(key)),
    /** The signature in base64url, 86 characters. */
    sign: (message: string | Uint8Array) => sign(null, bytesOf(message), key).toString('base64url'),
  }
}
export type Signer = ReturnType<typeof signer>

const parsed = new Map<string, KeyObject>()

/** True when the signature is this key's over this message; false for malformed keys and signatures too. */
export function signatureHolds(
  publicKey: string,
  message: string | Uint8Array,
  signature: string,
): boolean {
  try {
    let key = parsed.get(publicKey)
    if (!key) {
      key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
      if (parsed.size < 1_000) parsed.set(publicKey, key)
    }
    return verify(null, bytesOf(message), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

const bytesOf = (message: string | Uint8Array) =>
  typeof message === 'string' ? Buffer.from(message) : message
