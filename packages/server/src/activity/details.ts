import { canonicalJson } from '@cubby/kit/canonical-json'
import { sha256 } from '@cubby/keys/digest'

export type Details = Record<string, unknown>
/** What an erasure takes away; the hash of it stays. */
export type Detail = { before: Details | null; after: Details | null; reason: string | null }

/** A field of more characters is kept by its hash: a drawing of a locker would fill the log. */
const FIELD_CHARS_MAX = 4_000
const FIELDS_MAX = 100
/** Whatever a handler says by mistake, what these hold is never written down. */
const HIDDEN = '•••'
const isSecret = /^(secret|password|pin|badge|code|codes|token|backupCodes)$/

/** What a change says of a thing: all of what is new or gone, else only what differs, on both sides. */
export function differing({ before, after }: { before: object | null; after: object | null }) {
  const was = before === null ? null : (before as Details)
  const is = after === null ? null : (after as Details)
  if (was === null || is === null) return { before: tidied(was), after: tidied(is) }
  const [one, other] = apart(was, is)
  return { before: tidied(one), after: tidied(other) }
}

/** Both sides without what they have in common; lists are told as a whole. */
function apart(was: Details, is: Details): [Details, Details] {
  const one: Details = {}
  const other: Details = {}
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const old = was[key]
    const now = is[key]
    if (canonicalJson(old) === canonicalJson(now)) continue
    if (isRecord(old) && isRecord(now)) [one[key], other[key]] = apart(old, now)
    else {
      if (old !== undefined) one[key] = old
      if (now !== undefined) other[key] = now
    }
  }
  return [one, other]
}

const isRecord = (value: unknown): value is Details =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

function tidied(fields: Details | null): Details | null {
  if (fields === null) return null
  const named = Object.entries(fields).slice(0, FIELDS_MAX)
  return Object.fromEntries(
    named.flatMap(([name, value]) =>
      value === undefined ? [] : [[name, bounded(open(name, value))]],
    ),
  )
}

function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) =>
      field === undefined ? [] : [[name, open(name, field)]],
    ),
  )
}

const open = (name: string, value: unknown) =>
  isSecret.test(name) && value !== null ? HIDDEN : withoutSecrets(value)

/** PostgreSQL keeps neither lone surrogates nor the character nought. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '')

function bounded(value: unknown): unknown {
  const text = canonicalJson(value)
  return text.length <= FIELD_CHARS_MAX
    ? value
    : { omittedCharacters: text.length, sha256: sha256(text) }
}

/**
 * The hash that stands for the details in the chain. The salt is erased with them, so that nobody can try out all
 * phone numbers against the hash.
 */
export const detailHashOf = ({ before, after, reason }: Detail, salt: string): string =>
  sha256(canonicalJson({ before, after, reason, salt }))

const CONTACT = /^(phone|email)$/

/** Phone numbers and e-mail addresses that details name, so that an erasure finds them. Null: none. */
export function mentionsIn(...sides: readonly (Details | null)[]): string[] | null {
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return
    for (const [name, field] of Object.entries(value))
      if (typeof field === 'string' && CONTACT.test(name)) found.add(contactKey(field))
      else look(field)
  }
  for (const side of sides) look(side)
  return found.size === 0 ? null : [...found]
}

/** One spelling for each contact. */
export const contactKey = (contact: string) => contact.trim().toLowerCase()
