import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import type { Grant, GrantClaims } from '@cubby/domain/rights/directory'
import { AppError } from '@cubby/kit/app-error'
import { codeVerifier } from '@cubby/keys/digest'
import { signGrant } from '@cubby/keys/grant-signature'
import { sealForLocker } from '@cubby/keys/locker-seal'
import { derivedKey, seal, unseal } from '@cubby/keys/sealing'
import { newSigningPair, type Signer, signer } from '@cubby/keys/signing'
import { type QrClaims, qrClaimsBytes, qrText } from '@cubby/protocol/qr/grant-qr'
import { z } from 'zod'

const keyFile = z.strictObject({
  /** 32 bytes, hex: every other secret is derived from it. */
  master: z.string().regex(/^[0-9a-f]{64}$/),
  signing: z
    .array(z.strictObject({ number: z.int().min(1).max(255), privatePem: z.string() }))
    .min(1),
})

/**
 * The secrets of the network. They live in a file of their own, outside the database: whoever steals the
 * database opens nothing.
 */
export type ServerKeys = {
  lockerKey(locker: string): string
  directoryKey: string
  /** Key id to raw public key, for lockers. */
  signingKeys: Record<string, string>
  codeVerifier(locker: string, code: string): string
  sealCode(grant: string, code: string): string
  unsealCode(grant: string, sealed: string): string
  /** For secrets of webhook endpoints and the like; `context` binds the text to its row. */
  seal(context: string, text: string): string
  unseal(context: string, sealed: string): string
  /** For secrets that only this locker may read. */
  sealFor(locker: string, text: string): string
  signGrant(locker: string, claims: GrantClaims): Grant
  qr(claims: Omit<QrClaims, 'keyNumber'>): string
  /** HMAC key of bearer tokens for devices, hex. */
  tokenKey: string
  /** Signs the cookies of staff, and seals their second factors. */
  staffSecret: string
  /** Seals the end of the activity's chain, hex. */
  activityKey: string
}

/** Reads `<dir>/keys.json`, or makes it on first start, readable by its owner only. */
export function loadServerKeys(dir: string): ServerKeys {
  const path = join(dir, 'keys.json')
  if (!existsSync(path)) {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const fresh = {
      master: randomBytes(32).toString('hex'),
      signing: [{ number: 1, privatePem: newSigningPair().privatePem }],
    }
    writeFileSync(path, `${JSON.stringify(fresh, null, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
  }
  const read = keyFile.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new AppError('config/invalid', `${path} is not a key file`)
  return serverKeys(read.data)
}

function serverKeys(file: z.infer<typeof keyFile>): ServerKeys {
  const signers = file.signing.map(({ number, privatePem }) => ({
    number,
    key: signer(privatePem),
  }))
  const current = signers.at(-1) as { number: number; key: Signer }
  const sealing = derivedKey(file.master, 'seal', '')
  const lockerKey = (locker: string) => derivedKey(file.master, 'locker', locker)
  return {
    lockerKey,
    directoryKey: derivedKey(file.master, 'directory', ''),
    signingKeys: Object.fromEntries(
      signers.map(({ number, key }) => [`k${number}`, key.publicKey]),
    ),
    codeVerifier: (locker, code) => codeVerifier(lockerKey(locker), locker, code),
    sealCode: (grant, code) => seal(sealing, code, `code ${grant}`),
    unsealCode: (grant, sealed) => unseal(sealing, sealed, `code ${grant}`),
    seal: (context, text) => seal(sealing, text, context),
    unseal: (context, sealed) => unseal(sealing, sealed, context),
    sealFor: (locker, text) => sealForLocker(lockerKey(locker), locker, text),
    signGrant: (locker, claims) => signGrant(`k${current.number}`, current.key, locker, claims),
    qr: (claims) => {
      const numbered = { ...claims, keyNumber: current.number }
      return qrText(numbered, Buffer.from(current.key.sign(qrClaimsBytes(numbered)), 'base64url'))
    },
    tokenKey: derivedKey(file.master, 'token', ''),
    staffSecret: derivedKey(file.master, 'staff', ''),
    activityKey: derivedKey(file.master, 'activity', ''),
  }
}
