import { randomBytes, scrypt } from 'node:crypto'
import { sameSecret } from './digest.ts'

/** RFC 7914 at a cost of about 60 ms on the small computers inside lockers: four digits need slowness. */
const COST = { N: 16_384, r: 8, p: 1 }

/** What is kept of a PIN: `N.r.p.salt.hash`, the last two in base64url. */
export async function pinVerifier(pin: string, salt: Buffer = randomBytes(16)): Promise<string> {
  const derived = await derive(pin, salt, COST)
  return [COST.N, COST.r, COST.p, salt.toString('base64url'), derived.toString('base64url')].join(
    '.',
  )
}

/** True when the PIN is the one this verifier was made from; false for anything malformed too. */
export async function pinMatches(pin: string, verifier: string): Promise<boolean> {
  const [n, r, p, salt, expected] = verifier.split('.')
  const cost = { N: Number(n), r: Number(r), p: Number(p) }
  if (!salt || !expected || !isBearable(cost)) return false
  const derived = await derive(pin, Buffer.from(salt, 'base64url'), cost)
  return sameSecret(derived.toString('base64url'), expected)
}

/** 128 MiB at most: a verifier from the feed must not be able to starve the computer inside a locker. */
const isBearable = ({ N, r, p }: typeof COST) =>
  [N, r, p].every((each) => Number.isInteger(each) && each >= 1) &&
  N > 1 &&
  Number.isInteger(Math.log2(N)) &&
  N * r <= 1_048_576 &&
  p <= 16

const derive = (pin: string, salt: Buffer, cost: typeof COST) =>
  new Promise<Buffer>((resolve, reject) => {
    const options = { ...cost, maxmem: 256 * cost.N * cost.r }
    scrypt(pin, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
