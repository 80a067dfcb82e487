import type { CellSpec } from '@cubby/domain/cells/layout'
import type { Rental } from '@cubby/domain/machine/rental'
import {
  type Command,
  type Courier,
  type Grant,
  type OrganizationRules,
  type Plan,
  unlimited,
} from '@cubby/domain/rights/directory'
import { days, hours, instant, type Instant, minutes } from '@cubby/kit/clock'
import { idFrom, type IdPrefix } from '@cubby/kit/ids'

/** A day on which everything in these worlds begins. */
export const morning: Instant = instant(Date.parse('2026-03-02T08:00:00Z'))

/** The same id for the same number, so that a failing test reads the same on every machine. */
export const anId = <P extends IdPrefix>(prefix: P, number: number) =>
  idFrom(
    prefix,
    morning,
    Uint8Array.from({ length: 10 }, (_, i) => (i === 9 ? number % 256 : number >> 8)),
  )

export const shop = anId('org', 1)
export const carrier = anId('org', 2)
export const stranger = anId('org', 3)

let cellsBuilt = 0

/** A cell of 8 x 38 x 64 cm at a comfortable height that takes everything but cold goods. */
export const aCell = (wish: Partial<CellSpec> = {}): CellSpec => ({
  id: anId('cel', ++cellsBuilt),
  name: `cell ${cellsBuilt}`,
  type: 'A',
  size: { height: 80, width: 380, depth: 640 },
  sides: ['front'],
  zone: 'ambient',
  purposes: ['delivery'],
  heightMm: 1_000,
  gramsMax: 25_000,
  socket: false,
  transparent: false,
  tenant: null,
  ...wish,
})

/** An announced parcel the size of a book. The number says which one, and is its label. */
export const aPlan = (number: number, wish: Partial<Plan> = {}): Plan => ({
  parcel: anId('prc', number),
  shipment: anId('shp', number),
  organization: shop,
  carrier,
  label: `LABEL-${number}`,
  purpose: 'delivery',
  size: { height: 50, width: 200, depth: 300 },
  grams: 800,
  zone: 'ambient',
  lowCell: false,
  mayShareCell: false,
  storageMs: days(3),
  dueAt: null,
  recalled: false,
  ...wish,
})

/** The verifier that stands for a code in these worlds. */
export const verifierOf = (code: string) => code.padStart(64, '0')

/** A right to collect these parcels with the code `11112222`. */
export const aGrant = (parcels: readonly Plan[], wish: Partial<Grant> = {}): Grant => ({
  grant: anId('grn', 1),
  purpose: 'collect',
  parcels: parcels.map((plan) => plan.parcel),
  codeVerifier: verifierOf('11112222'),
  validFrom: morning,
  validUntil: instant(morning + days(90)),
  signedBy: 'k1',
  signature: 'A'.repeat(86),
  ...wish,
})

/** A courier of the carrier, for a year. */
export const aCourier = (number = 1, wish: Partial<Courier> = {}): Courier => ({
  courier: anId('cur', number),
  organization: carrier,
  badgeVerifier: 'b'.repeat(64),
  pinVerifier: null,
  validFrom: instant(morning - days(1)),
  validUntil: instant(morning + days(365)),
  ...unlimited,
  ...wish,
})

/** An organization that takes parcels nobody announced. */
export const someRules = (wish: Partial<OrganizationRules> = {}): OrganizationRules => ({
  organization: carrier,
  acceptsUnannounced: true,
  storageMs: days(3),
  rentsOnly: false,
  carries: true,
  ...wish,
})

/** These cells are the carrier's for the whole of the first month. */
export const aRental = (
  number: number,
  cells: readonly CellSpec[],
  wish: Partial<Rental> = {},
): Rental => ({
  rental: anId('rnt', number),
  organization: carrier,
  cells: cells.map(({ id }) => id),
  from: instant(morning - days(1)),
  until: instant(morning + days(30)),
  quota: null,
  commonCells: false,
  ...wish,
})

/** A command of the back office, good for two minutes of the first morning. */
export const aCommand = (
  number: number,
  action: Command['action'],
  wish: Partial<Command> = {},
): Command => ({
  command: anId('cmd', number),
  action,
  notBefore: instant(morning - hours(1)),
  expiresAt: instant(morning + minutes(2)),
  reason: 'the recipient called',
  ...wish,
})
