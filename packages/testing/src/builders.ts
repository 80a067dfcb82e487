import {
  type Command,
  type Courier,
  type Grant,
  type GrantClaims,
  type OrganizationRules,
  type Plan,
  unlimited,
} from '@cubby/domain/rights/directory'
import { badgeVerifier, codeVerifier } from '@cubby/keys/digest'
import { signGrant } from '@cubby/keys/grant-signature'
import type { Signer } from '@cubby/keys/signing'
import { days, hours, type Instant, later } from '@cubby/kit/clock'
import type { CellId, IdSource, LockerId, OrganizationId, ParcelId } from '@cubby/kit/ids'

/** Every builder gives a valid thing; a test names only what it is about. */

export const aPlan = (ids: IdSource, over: Partial<Plan> = {}): Plan => ({
  parcel: ids.mint('prc'),
  shipment: ids.mint('shp'),
  organization: ids.mint('org'),
  carrier: null,
  label: `PARCEL-${ids.mint('prc').slice(-6)}`,
  purpose: 'delivery',
  size: {
    height: 60,
    width: 200,
    depth: 300,
  },
  grams: 1200,
  zone: 'ambient',
  lowCell: false,
  mayShareCell: false,
  storageMs: days(3),
  dueAt: null,
  recalled: false,
  ...over,
})

export type GrantKeys = { keyId: string; signer: Signer; locker: LockerId; lockerKey: string }

/** A signed grant for these parcels, with this code, good for a week from `now`. */
export function aGrant(
  ids: IdSource,
  keys: GrantKeys,
  about: { parcels: ParcelId[]; code: string | null; now: Instant } & Partial<GrantClaims>,
): Grant {
  const { parcels, code, now, ...over } = about
  const claims: GrantClaims = {
    grant: ids.mint('grn'),
    purpose: 'collect',
    parcels,
    codeVerifier: code === null ? null : codeVerifier(keys.lockerKey, keys.locker, code),
    validFrom: later(now, hours(-1)),
    validUntil: later(now, days(7)),
    ...over,
  }
  return signGrant(keys.keyId, keys.signer, keys.locker, claims)
}

/** A courier whose badge is enough. */
export const aCourier = (
  ids: IdSource,
  about: {
    organization: OrganizationId
    badge: string
    directoryKey: string
    now: Instant
  } & Partial<Courier>,
): Courier => {
  const { badge, directoryKey, now, ...over } = about
  return {
    courier: ids.mint('cur'),
    badgeVerifier: badgeVerifier(directoryKey, badge),
    pinVerifier: null,
    validFrom: later(now, days(-1)),
    validUntil: later(now, days(365)),
    ...unlimited,
    ...over,
  }
}

export const organizationRules = (
  organization: OrganizationId,
  over: Partial<OrganizationRules> = {},
): OrganizationRules => ({
  organization,
  acceptsUnannounced: true,
  storageMs: days(3),
  rentsOnly: false,
  carries: true,
  ...over,
})

/** A command to open the front of a cell within two minutes. */
export const aCommand = (
  ids: IdSource,
  cell: CellId,
  now: Instant,
  over: Partial<Command> = {},
): Command => ({
  command: ids.mint('cmd'),
  action: {
    do: 'open',
    cell,
    side: 'front',
  },
  notBefore: now,
  expiresAt: later(now, hours(0.1)),
  reason: 'a recipient called',
  ...over,
})
