import { must } from '@cubby/kit/assert'
import type { Instant } from '@cubby/kit/clock'
import type { GrantId, IdSource, LockerId, OrganizationId, ShipmentId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import { handover } from '@cubby/domain/processes/delivery'
import { grantOf, type PlannedShipment, plansOf } from '@cubby/domain/processes/compile'
import { defaultRules } from '@cubby/domain/processes/process'
import type { GrantClaims, Plan } from '@cubby/domain/rights/directory'

/** A shipment as an announcement would have made it: its plans, its right, and the code for it. */
export type MadeShipment = {
  id: ShipmentId
  locker: LockerId
  code: string
  announcedAt: Instant
  plans: readonly Plan[]
  claims: GrantClaims & { codeVerifier: string }
}

export type Makings = {
  ids: IdSource
  chance: Prng
  shop: OrganizationId
  carrier: OrganizationId
  /** The server's own way from a code to what the locker keeps of it. */
  codeVerifier: (locker: string, code: string) => string
}

/** Out of ten parcels six are flat, three fill half a crate, one is a box of shoes and a kettle. */
const sizes = [
  { share: 0.6, size: { height: 60, width: 250, depth: 350 }, grams: 800 },
  { share: 0.9, size: { height: 160, width: 300, depth: 400 }, grams: 2_500 },
  { share: 1, size: { height: 320, width: 350, depth: 500 }, grams: 7_000 },
] as const

/** One in five shipments has two parcels. `number` makes code and labels unique within the locker. */
export function madeShipment(
  makings: Makings,
  place: { locker: LockerId; number: number; at: Instant; parcels?: number },
): MadeShipment {
  const { ids, chance } = makings
  const count = place.parcels ?? (chance.chance(0.2) ? 2 : 1)
  const shipment: PlannedShipment = {
    id: ids.mint('shp'),
    organization: makings.shop,
    carrier: makings.carrier,
    dueAt: null,
    recalled: false,
    parcels: Array.from({ length: count }, (_, n) => {
      const drawn = chance.next()
      const like = must(
        sizes.find(({ share }) => drawn < share),
        'shares end with 1',
      )
      return {
        id: ids.mint('prc'),
        label: `BX${String(place.number).padStart(9, '0')}${n}`,
        size: like.size,
        grams: like.grams,
        zone: 'ambient',
        lowCell: false,
      }
    }),
  }
  const code = codeOf(place.number)
  const verifier = makings.codeVerifier(place.locker, code)
  const id: GrantId = ids.mint('grn')
  return {
    id: shipment.id,
    locker: place.locker,
    code,
    announcedAt: place.at,
    plans: plansOf(handover, shipment, defaultRules),
    claims: {
      ...grantOf(shipment, { id, codeVerifier: verifier, from: place.at }),
      codeVerifier: verifier,
    },
  }
}

/** Eight digits, different for different numbers: the multiplier shares no factor with a hundred million. */
const codeOf = (number: number) =>
  String((number * 7_654_321 + 13_579) % 100_000_000).padStart(8, '0')
