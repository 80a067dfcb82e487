import { configurationItem } from '@cubby/domain/machine/configuration-item'
import { devicesItem } from '@cubby/domain/machine/devices/devices'
import { placeItem } from '@cubby/domain/machine/place'
import { rentalItem } from '@cubby/domain/machine/rental'
import { serviceItem } from '@cubby/domain/machine/service'
import { wiringItem } from '@cubby/domain/machine/wiring'
import {
  command,
  courier,
  grant,
  layoutItem,
  organizationRules,
  plan,
} from '@cubby/domain/rights/directory'
import { id, instantMs, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { wireEntryUnread } from './envelope.ts'

/** Raise it together with the shapes here; `link-version.test.ts` holds their hash. */
export const LINK_VERSION = 3

const base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(200)
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
export const streamName = z
  .string()
  .regex(/^(network|(org:org|segment:seg|model:mdl|locker:lck)_[0-9a-z]{26})$/)

/** `POST /link/v1/enrol`: a new device hands over its public key under a one-time code. */
export const enrolRequest = z.strictObject({
  code: z.string().regex(/^[0-9A-Za-z-]{8,40}$/),
  publicKey: base64url,
  version: text(40),
})
export const enrolReply = z.strictObject({
  locker: id('lck'),
  /** Key under which this locker's codes are hashed, hex. Never leaves the device again. */
  lockerKey: hex32,
  /** Key under which badges are hashed, hex; shared by the lockers of the network. */
  directoryKey: hex32,
  /** The server's signing keys, for grants, QR codes: key id to Ed25519 public key, base64url. */
  signingKeys: z.record(z.string().max(40), base64url),
})

/** `POST /link/v1/challenge` and `POST /link/v1/token`: proof of the device key, then a bearer token for an hour. */
export const challengeRequest = z.strictObject({ locker: id('lck') })
export const challengeReply = z.strictObject({ nonce: base64url })
export const tokenRequest = z.strictObject({
  locker: id('lck'),
  nonce: base64url,
  signature: base64url,
})
export const tokenReply = z.strictObject({ token: z.string().max(500), expiresAt: instantMs })
/** The text a device signs to prove its key. */
export const challengeText = (locker: string, nonce: string) =>
  `cubby link ${LINK_VERSION}\n${locker}\n${nonce}`

const cursor = z.strictObject({
  stream: streamName,
  /** Null before the first page. */
  epoch: z.string().max(40).nullable(),
  cursor: z.int().min(0),
})

/** `POST /link/v1/sync`: what happened goes up, what should be known comes down, in one exchange. */
export const syncRequest = z.strictObject({
  version: z.literal(LINK_VERSION),
  journal: id('jrn'),
  entries: z.array(wireEntryUnread).max(limits.entriesPerPushMax),
  cursors: z.array(cursor).max(64),
  /** How many entries wait behind these: a server under load serves fresh news before old backlogs. */
  backlog: z.int().min(0),
})

const through = z.int().min(0)

export const feedItem = z.strictObject({
  key: z.string().min(1).max(120),
  version: z.int().min(1),
  dead: z.boolean(),
  body: z.unknown(),
  /** The last entry of this locker that the server had applied when it wrote the item; null: not about the locker. */
  asOfSeq: z.int().min(0).nullable(),
})

export const feedPage = z.strictObject({
  stream: streamName,
  epoch: z.string().max(40),
  head: z.int().min(0),
  cursor: z.int().min(0),
  /** The reader's copy is from another life or too old: forget it and take this snapshot instead. */
  reset: z.boolean(),
  items: z.array(feedItem),
})

export const syncReply = z.strictObject({
  receivedThrough: through,
  appliedThrough: through,
  durableThrough: through,
  /** Streams this locker follows now; items of any other are to be forgotten. */
  follow: z.array(streamName).max(64),
  pages: z.array(feedPage),
  retryAfterMs: z.int().min(0),
  serverTime: instantMs,
})

/** `GET /link/v1/poke`: server-sent events that carry stream names only and mean "pull now". */
export const poke = z.strictObject({ streams: z.array(streamName) })

/** What an item's key says of its body. Unknown keys are kept and ignored: a newer server may send more. */
export const feedBodies = {
  layout: layoutItem,
  wiring: wiringItem,
  devices: devicesItem,
  place: placeItem,
  service: serviceItem,
  configuration: configurationItem,
  rental: rentalItem,
  parcel: plan,
  grant,
  courier,
  organization: organizationRules,
  command,
} as const
export type FeedKind = keyof typeof feedBodies

/** Kinds of which a stream has one, under their own name. */
export const singleKinds = ['layout', 'wiring', 'devices', 'place', 'service'] as const

export const feedKey = (kind: Exclude<FeedKind, (typeof singleKinds)[number]>, itemId: string) =>
  `${kind}:${itemId}`
export const feedKindOf = (key: string): FeedKind | null => {
  const kind = key.split(':', 1)[0] ?? ''
  return kind in feedBodies ? (kind as FeedKind) : null
}

export type EnrolRequest = z.infer<typeof enrolRequest>
export type EnrolReply = z.infer<typeof enrolReply>
export type SyncRequest = z.infer<typeof syncRequest>
export type SyncReply = z.infer<typeof syncReply>
export type FeedItem = z.infer<typeof feedItem>
export type FeedPage = z.infer<typeof feedPage>
