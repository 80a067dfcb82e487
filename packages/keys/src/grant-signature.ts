import { canonicalJson } from '@cubby/kit/canonical-json'
import { signatureHolds, type Signer } from './signing.ts'

type Signed = { signedBy: string; signature: string }

const messageOf = (locker: string, claims: object) =>
  `cubby grant 1\n${locker}\n${canonicalJson(claims)}`

/** A grant as it goes into the feed: good at this one locker only. */
export function signGrant<Claims extends object>(
  keyId: string,
  key: Signer,
  locker: string,
  claims: Claims,
): Claims & Signed {
  return { ...claims, signedBy: keyId, signature: key.sign(messageOf(locker, claims)) }
}

/** True when a known key of the server signed this grant for this locker. */
export function grantHolds(
  signingKeys: Readonly<Record<string, string>>,
  locker: string,
  grant: Signed,
): boolean {
  const { signedBy, signature, ...claims } = grant
  const key = signingKeys[signedBy]
  return key !== undefined && signatureHolds(key, messageOf(locker, claims), signature)
}
