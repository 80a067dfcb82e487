import type { Instant } from './clock.ts'

/**
 * Every id is a UUIDv7 (RFC 9562), but for those of messages, which follow from what is told. In the database
 * it is a `uuid`; at every border it is a TypeID: a prefix that says what it names, and the 128 bits in
 * Crockford's base32 (no i, l, o, u, so that an id survives being read out over the phone).
 */
export type OrganizationId = `org_${string}`
export type LocationId = `loc_${string}`
export type LockerId = `lck_${string}`
export type CellId = `cel_${string}`
export type ShipmentId = `shp_${string}`
export type ParcelId = `prc_${string}`
export type StayId = `sty_${string}`
export type GrantId = `grn_${string}`
export type CourierId = `cur_${string}`
export type CommandId = `cmd_${string}`
export type SessionId = `ses_${string}`
export type RequestId = `req_${string}`
export type JournalId = `jrn_${string}`
export type ApiKeyId = `key_${string}`
export type WebhookId = `whk_${string}`
export type MessageId = `msg_${string}`
export type EventId = `evt_${string}`
export type BootId = `bot_${string}`
export type StaffId = `stf_${string}`
export type DisputeId = `dsp_${string}`
export type RoleId = `rol_${string}`
export type SegmentId = `seg_${string}`
export type ModuleModelId = `mod_${string}`
export type LockerModelId = `mdl_${string}`
export type RentalId = `rnt_${string}`
export type TariffId = `trf_${string}`
export type OfferId = `ofr_${string}`
export type CustomerId = `cst_${string}`
export type ActivityId = `act_${string}`
export type PhotoId = `pho_${string}`
export type PaymentId = `pay_${string}`

const prefixes = [
  'org', 'loc', 'lck', 'cel', 'shp', 'prc', 'sty', 'grn', 'cur', 'cmd', 'ses', 'req', 'jrn', 'key',
  'whk', 'msg', 'evt', 'bot', 'stf', 'dsp', 'rol', 'seg', 'mod', 'mdl', 'rnt', 'trf', 'ofr', 'cst', 'act', 'pho',
  'pay',
] as const // prettier-ignore
export type IdPrefix = (typeof prefixes)[number]

/** Mints ids. An input like time and chance, so that a simulated run mints the same ones each time. */
export interface IdSource {
  mint<P extends IdPrefix>(prefix: P): `${P}_${string}`
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const BODY = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/
/** What follows the prefix and its underscore. */
export const idPattern = /[0-7][0-9a-hjkmnp-tv-z]{25}/

/** True for a well-formed id with this prefix; says nothing about whether the thing exists. */
export function isId<P extends IdPrefix>(prefix: P, text: unknown): text is `${P}_${string}` {
  return (
    typeof text === 'string' &&
    text.length === prefix.length + 27 &&
    text.startsWith(`${prefix}_`) &&
    BODY.test(text.slice(prefix.length + 1))
  )
}

/** `prc_01j…` → `018c…-…`. The caller has checked the form with `isId`. */
export function uuidOf(id: string): string {
  const start = id.indexOf('_') + 1
  if (id.length !== start + 26) throw new RangeError('not an id')
  let hex = ''
  let buffer = 0
  let bits = -2 // 26 characters carry 130 bits, the first two of them nought
  for (let i = start; i < id.length; i++) {
    const value = VALUES[id.charCodeAt(i)] ?? -1
    if (value < 0 || (i === start && value > 7)) throw new RangeError('not an id')
    buffer = (buffer << 5) | value
    for (bits += 5; bits >= 4; bits -= 4) {
      hex += HEX[(buffer >>> (bits - 4)) & 15]
      if (hex.length === 8 || hex.length === 13 || hex.length === 18 || hex.length === 23)
        hex += '-'
    }
    buffer &= 31
  }
  return hex
}

const HEX = '0123456789abcdef'
/** What each character of the alphabet is worth, by its code; -1 for all others. */
const VALUES = Int8Array.from({ length: 128 }, (_, code) =>
  ALPHABET.indexOf(String.fromCharCode(code)),
)

/** `018c…-…` → `prc_01j…`. */
export function idOf<P extends IdPrefix>(prefix: P, uuid: string): `${P}_${string}` {
  const bytes = new Uint8Array(16)
  let nibbles = 0
  let odd = 0
  for (let i = 0; i < uuid.length; i++) {
    const code = uuid.charCodeAt(i)
    if (code === 45) continue
    // 48 is "0"; letters of either case count from 10.
    const letter = (code | 32) - 87
    const value = code < 58 ? code - 48 : letter > 9 ? letter : -1
    odd |= value & ~15
    bytes[nibbles >> 1] = ((bytes[nibbles >> 1] ?? 0) << 4) | value
    nibbles++
  }
  if (nibbles !== 32 || odd !== 0) throw new RangeError('not a UUID')
  return `${prefix}_${crockford(bytes)}`
}

/** The 128 bits of a UUIDv7 as an id: 48 bits of time, then ten bytes of chance. */
export function idFrom<P extends IdPrefix>(
  prefix: P,
  at: Instant,
  chance: Uint8Array,
): `${P}_${string}` {
  const bytes = new Uint8Array(16)
  for (let i = 5, rest = Math.max(0, Math.floor(at)); i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes.set(chance.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return `${prefix}_${crockford(bytes)}`
}

/** 16 bytes as 26 characters, five bits each, the first carrying only three. */
function crockford(bytes: Uint8Array): string {
  let text = ''
  let buffer = 0
  let bits = 2 // two leading zero bits make 130 = 26 x 5
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(buffer >>> bits) & 31]
      buffer &= (1 << bits) - 1
    }
  }
  return text
}

/** Ids drawn from a clock and a source of chance; both are inputs. */
export function idSource(now: () => Instant, randomBytes: (count: number) => Uint8Array): IdSource {
  return { mint: (prefix) => idFrom(prefix, now(), randomBytes(10)) }
}
