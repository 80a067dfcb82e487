import type { Intent, Outcome } from '@cubby/domain/kernel/intent'
import { badgeVerifier, codeVerifier } from '@cubby/keys/digest'
import { pinMatches } from '@cubby/keys/pin'
import { signatureHolds } from '@cubby/keys/signing'
import { AppError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import type { KioskAsk, KioskAsked, KioskIntentName } from '@cubby/protocol/kiosk/intents'
import { kioskIntents } from '@cubby/protocol/kiosk/intents'
import { parseQr } from '@cubby/protocol/qr/grant-qr'
import type { EdgeDirectory } from '../feed/edge-directory.ts'
import type { Enrolled } from '../store/edge-disk.ts'

export type PersonsOptions = {
  enrolled: () => Enrolled | null
  directory: EdgeDirectory
  now: () => Instant
  submit: (intent: Intent) => Promise<Outcome>
}

type Translators = {
  [K in KioskIntentName]: (
    asked: KioskAsked<K>,
    options: PersonsOptions,
  ) => Intent | Promise<Intent>
}

/** One line per thing a person can ask. Secrets end here: the rules see verifiers and verdicts only. */
const translators: Translators = {
  'sign-in-courier': courierFrom,
  deposit: (asked) => ({ do: 'deposit', ...asked }),
  'another-cell': (asked) => ({ do: 'another-cell', ...asked }),
  'undo-deposit': (asked) => ({ do: 'undo-deposit', ...asked }),
  withdraw: (asked) => ({ do: 'withdraw', ...asked }),
  'enter-code': codeFrom,
  'show-qr': qrFrom,
  'open-again': (asked) => ({ do: 'open-again', ...asked }),
  'report-problem': (asked) => ({ do: 'report-problem', ...asked }),
  'end-session': (asked) => ({ do: 'end-session', ...asked }),
}

/** Carries out what a person asked at the screen. Throws `input/invalid` for what cannot be read. */
export async function performIntent<K extends KioskIntentName>(
  options: PersonsOptions,
  name: K,
  ask: KioskAsk<K>,
): Promise<Outcome> {
  const read = kioskIntents[name].safeParse(ask)
  if (!read.success) {
    const fields = read.error.issues.map(({ path, code, message }) => ({
      pointer: `/${path.join('/')}`,
      code,
      // zod's own words name the rule, never the value: that may be somebody's code.
      detail: message.slice(0, 200),
    }))
    throw new AppError('input/invalid', `${name} cannot be read`, { fields })
  }
  // The compiler cannot see that the shape and the translator under one name belong together.
  const translate = translators[name] as (
    asked: unknown,
    options: PersonsOptions,
  ) => Intent | Promise<Intent>
  return options.submit(await translate(read.data, options))
}

/** A verifier of no PIN at all: an unknown badge must take as long to refuse as a wrong PIN. */
const NOBODYS_PIN = `16384.8.1.${'A'.repeat(22)}.${'A'.repeat(43)}`

async function courierFrom(
  asked: KioskAsked<'sign-in-courier'>,
  options: PersonsOptions,
): Promise<Intent> {
  const { side, badge, pin } = asked
  const known = options.directory.courierByBadge(badgeVerifier(keysOf(options).directoryKey, badge))
  const needsPin = known === undefined || known.pinVerifier !== null
  const matches = needsPin && (await pinMatches(pin, known?.pinVerifier ?? NOBODYS_PIN))
  return {
    do: 'sign-in-courier',
    side,
    courier: known?.courier ?? null,
    pinOk: known !== undefined && (matches || !needsPin),
  }
}

function codeFrom({ side, code }: KioskAsked<'enter-code'>, options: PersonsOptions): Intent {
  const { lockerKey, locker } = keysOf(options)
  return { do: 'enter-code', side, codeVerifier: codeVerifier(lockerKey, locker, code) }
}

function qrFrom({ side, text }: KioskAsked<'show-qr'>, options: PersonsOptions): Intent {
  const { signingKeys, locker } = keysOf(options)
  const refused: Intent = { do: 'show-qr', side, grant: null, signatureHolds: false }
  // A reader ends what it read with a line break; a space may be part of the code.
  const read = parseQr(text.replace(/[\r\n\t]+$/, ''))
  if (!read) return refused
  const { claims, signed, signature } = read
  const key = signingKeys[`k${claims.keyNumber}`]
  const holds =
    key !== undefined && signatureHolds(key, signed, Buffer.from(signature).toString('base64url'))
  if (!holds || claims.locker !== locker) return refused
  const now = options.now()
  const isInWindow = claims.validFrom <= now && now < claims.validUntil
  return { do: 'show-qr', side, grant: isInWindow ? claims.grant : null, signatureHolds: true }
}

function keysOf({ enrolled }: PersonsOptions): Enrolled {
  const keys = enrolled()
  if (!keys) throw new AppError('conflict/state', 'this machine is not part of a network yet')
  return keys
}
