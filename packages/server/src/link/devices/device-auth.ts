import { AppError } from '@cubby/kit/app-error'
import { type Instant, instant, later, type Millis, seconds } from '@cubby/kit/clock'
import { isId, type LockerId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { hmac, sameSecret, sha256 } from '@cubby/keys/digest'
import { signatureHolds } from '@cubby/keys/signing'
import { challengeText } from '@cubby/protocol/link/messages'
import type { AppContext } from '../../context.ts'
import type { Devices } from '../ports.ts'

export type Device = { locker: LockerId; expiresAt: Instant }

export type DeviceAuth = {
  /** Something to sign. The same for lockers that do not exist: it tells nobody which do. */
  challenge(locker: LockerId): string
  /** A bearer token for whoever signed the challenge with the locker's key. */
  token(proof: {
    locker: LockerId
    nonce: string
    signature: string
  }): Promise<{ token: string; expiresAt: Instant }>
  /** The device that shows this `Authorization` header. */
  verify(authorization: string | undefined): Promise<Device>
  /** The locker's key was replaced: tokens of the old one end at once on this server. */
  forget(locker: LockerId): void
}

type Needs = Pick<AppContext, 'clock' | 'ids' | 'keys'>

/** How long another server's re-enrolment of a locker may stay unnoticed here. */
const KEY_KEPT_FOR = seconds(15)
const KEYS_KEPT_MAX = 50_000

/**
 * Devices prove their Ed25519 key once an hour; in between a token speaks for them, which is checked without
 * asking the database: it carries its own proof, and the key it was given for is looked up now and then.
 */
export function deviceAuth(ctx: Needs, devices: Devices): DeviceAuth {
  const known = new Map<LockerId, { fingerprint: Promise<string | null>; at: Millis }>()

  let timesForgotten = 0

  const keep = (locker: LockerId, fingerprint: Promise<string | null>, at: Millis) => {
    if (known.size >= KEYS_KEPT_MAX) known.clear()
    known.set(locker, { fingerprint, at })
  }
  const fingerprintOf = (locker: LockerId) => {
    const now = ctx.clock.monotonic()
    const kept = known.get(locker)
    if (kept && now - kept.at <= KEY_KEPT_FOR) return kept.fingerprint
    const fingerprint = devices.publicKeyOf(locker).then((key) => key && fingerprintFrom(key))
    fingerprint.catch(() => known.delete(locker))
    keep(locker, fingerprint, now)
    return fingerprint
  }

  return {
    challenge: (locker) => challengeFor(ctx, locker),
    async token({ locker, nonce, signature }) {
      const now = ctx.clock.now()
      const madeAt = challengeTime(ctx, locker, nonce)
      // Another server may have made it, by a clock a little ahead of ours.
      if (Math.abs(now - madeAt) > limits.challengeLife) throw refused()
      const lookedUpAt = ctx.clock.monotonic()
      const forgottenBefore = timesForgotten
      const publicKey = await devices.publicKeyOf(locker)
      if (!publicKey || !signatureHolds(publicKey, challengeText(locker, nonce), signature))
        throw refused()
      // For all servers: a challenge is answered once.
      if (!(await devices.useNonce(nonce, later(madeAt, limits.challengeLife), now)))
        throw refused()
      const expiresAt = later(now, limits.deviceTokenLife)
      const fingerprint = fingerprintFrom(publicKey)
      // Whoever proves a key shows its token in a moment. A key that was replaced meanwhile is not kept.
      if (timesForgotten === forgottenBefore) keep(locker, Promise.resolve(fingerprint), lookedUpAt)
      const claims = `${locker}.${fingerprint}.${expiresAt}`
      return { token: `${claims}.${hmac(ctx.keys.tokenKey, `token|${claims}`)}`, expiresAt }
    },
    async verify(authorization) {
      if (!authorization)
        throw new AppError('auth/missing', 'A device shows its token as a bearer token.')
      const match = /^Bearer (([^.]{1,40})\.([0-9a-f]{16})\.(\d{1,15}))\.([0-9a-f]{64})$/i.exec(
        authorization,
      )
      const [, claims = '', locker = '', fingerprint = '', expires = '', proof = ''] = match ?? []
      if (!match || !isId('lck', locker)) throw refused()
      if (!sameSecret(proof, hmac(ctx.keys.tokenKey, `token|${claims}`))) throw refused()
      const expiresAt = instant(Number(expires))
      if (expiresAt <= ctx.clock.now()) throw refused()
      if ((await fingerprintOf(locker)) !== fingerprint) throw refused()
      return { locker, expiresAt }
    },
    forget(locker) {
      timesForgotten++
      known.delete(locker)
    },
  }
}

/** One answer for everything that is wrong: it helps nobody to guess. */
const refused = () => new AppError('auth/invalid', 'The proof or token is wrong, expired or used.')

const fingerprintFrom = (publicKey: string) => sha256(publicKey).slice(0, 16)

/** `<ms>-<chance>-<proof>`: everything needed to recognise it again, so that nothing is kept. */
function challengeFor(ctx: Needs, locker: LockerId): string {
  const told = `${ctx.clock.now()}-${ctx.ids.mint('req').slice(4)}`
  return `${told}-${proofOf(ctx, locker, told)}`
}

const proofOf = (ctx: Needs, locker: LockerId, told: string) =>
  hmac(ctx.keys.tokenKey, `challenge|${locker}|${told}`)

function challengeTime(ctx: Needs, locker: LockerId, nonce: string): Instant {
  const [, told = '', ms = '', proof = ''] =
    /^((\d{1,15})-[0-9a-z]{26})-([0-9a-f]{64})$/.exec(nonce) ?? []
  if (told === '' || !sameSecret(proof, proofOf(ctx, locker, told))) throw refused()
  return instant(Number(ms))
}
