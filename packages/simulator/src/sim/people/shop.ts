import { days, hours, millis, type Millis, minutes, seconds } from '@cubby/kit/clock'
import type { OrganizationId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { Size } from '@cubby/kit/units'
import type { GhostParcel, GhostShipment } from '../world/ledger.ts'
import type { Machine } from '../world/machine.ts'
import { insists, type Office } from '../world/office.ts'
import type { Observed } from '../world/observed.ts'
import type { Street } from './hands.ts'
import { collects } from './recipient.ts'

export type ShopManners = {
  cancel: number
  redirect: number
  extend: number
  /** Announced only after the courier has left with it, or never. */
  announceLate: number
  noMeasures: number
}

export type Shop = {
  firm: OrganizationId
  carrier: OrganizationId
  street: Street
  office: Office
  chance: Prng
  manners: ShopManners
  observe: (observed: Observed) => void
  isOver: () => boolean
}

/** One order from the first word to the last: announced, perhaps changed, carried, and fetched. */
export async function sells(shop: Shop, machine: Machine, number: number): Promise<void> {
  const { street, chance, manners } = shop
  const shipment = draw(shop, machine, number)
  street.ledger.add(shipment)
  const isLate = chance.chance(manners.announceLate)
  if (isLate) await street.clock.sleep(hours(chance.int(1, 30)))
  if (!(await announces(shop, shipment))) return
  void recipientOf(shop, machine, shipment)
  if (chance.chance(manners.cancel)) await callsOff(shop, shipment, false)
  else if (chance.chance(manners.redirect)) await callsOff(shop, shipment, true)
  else if (chance.chance(manners.extend)) await extendsIt(shop, shipment)
}

function draw({ chance, firm, carrier }: Shop, machine: Machine, number: number): GhostShipment {
  const reference = `S${number}`
  const shipment: GhostShipment = {
    reference,
    firm,
    carrier,
    locker: machine.id,
    phone: `+4810000${String(number).padStart(4, '0')}`,
    parcels: [],
    announcedAt: null,
    id: null,
    grant: null,
    code: null,
    cancelledAt: null,
    isStranger: false,
    mustRepeat: null,
    isOver: false,
  }
  const count = chance.chance(0.4) ? chance.int(2, 3) : 1
  for (let i = 0; i < count; i++)
    shipment.parcels.push(drawParcel(shipment, `${reference}-${i}`, chance))
  return shipment
}

/** Mostly small things, now and then one that fits only the largest cell, or none at all. */
function drawParcel(shipment: GhostShipment, label: string, chance: Prng): GhostParcel {
  const height = chance.pick([30, 40, 70, 80, 80, 120, 190, 300, 400])
  const size: Size = { height, width: chance.int(100, 380), depth: chance.int(100, 640) }
  const grams = chance.int(100, 24_000)
  return { label, size, grams, shipment, place: { at: 'courier' }, mishap: null }
}

/** Looks now and then whether the servers still know what they were told, and tells them again. */
export async function repeatsWhatWasLost(shop: Shop) {
  const { street, office, chance } = shop
  for (let round = 1; !shop.isOver(); round++) {
    await street.clock.sleep(minutes(chance.int(10, 90)))
    for (const shipment of street.ledger.shipments) {
      const { mustRepeat, reference, id } = shipment
      if (mustRepeat === null) continue
      if (mustRepeat === 'cancellation' && id !== null)
        await office.cancel(`cancel ${reference} ${round}`, id)
      else if (!shipment.isOver && shipment.parcels.some(({ place }) => place.at !== 'recipient'))
        await announces(shop, shipment, ` again ${round}`)
      shipment.mustRepeat = null
    }
  }
}

async function announces(shop: Shop, shipment: GhostShipment, again = ''): Promise<boolean> {
  const { street, office, chance, manners } = shop
  const { firm, reference, locker, phone } = shipment
  const parcels = shipment.parcels.map(({ label, size, grams }) => ({
    label,
    size: chance.chance(manners.noMeasures) ? null : size,
    grams,
  }))
  const told = await insists(
    () =>
      office.announce(`announce ${reference}${again}`, { firm, locker, reference, phone, parcels }),
    () => street.clock.sleep(seconds(chance.int(5, 120))),
    shop.isOver,
  )
  if (!told?.ok) {
    street.story.tell('shop', `cannot announce ${reference}: ${told ? told.why : 'no answer'}`)
    return false
  }
  const { shipment: id, grant } = told.value
  shipment.id = id
  shipment.grant = grant
  shipment.announcedAt = street.clock.now()
  if (again !== '') shipment.code = null
  street.ledger.byShipment.set(id, shipment)
  street.ledger.byGrant.set(grant, shipment)
  street.story.tell('shop', `announced ${reference} with ${parcels.length} parcels`)
  return true
}

/** The recipient comes some time after hearing of it; some never do. */
async function recipientOf(shop: Shop, machine: Machine, shipment: GhostShipment) {
  const { street, chance, observe } = shop
  if (chance.chance(street.manners.neverCome)) return
  while (shipment.code === null && !shipment.isOver && !shop.isOver())
    await street.clock.sleep(minutes(chance.int(10, 60)))
  const after: Millis = chance.chance(0.7) ? minutes(chance.int(2, 300)) : days(chance.int(1, 4))
  await collects({ street, machine, shipment, chance }, { after, observe })
}

/** Changes its mind at some moment of the parcel's way; a redirected one goes to another machine under a new order. */
async function callsOff(shop: Shop, shipment: GhostShipment, isRedirected: boolean) {
  const { street, office, chance } = shop
  await street.clock.sleep(millis(chance.int(0, hours(40))))
  const { id, reference } = shipment
  if (id === null) return
  const told = await insists(
    () => office.cancel(`cancel ${reference}`, id),
    () => street.clock.sleep(seconds(chance.int(5, 120))),
    shop.isOver,
  )
  street.story.tell(
    'shop',
    `calls off ${reference}: ${told === null ? 'no answer' : told.ok ? 'done' : told.why}`,
  )
  if (!told?.ok) return
  shipment.cancelledAt = street.clock.now()
  // Not every recipient has heard of it: some come with their code all the same.
  shipment.isOver = isRedirected || chance.chance(0.5)
  if (isRedirected) await sendsOn(shop, shipment)
}

/** What is not inside anywhere goes to another machine. */
async function sendsOn(shop: Shop, shipment: GhostShipment) {
  const { street, chance } = shop
  const left = shipment.parcels.filter(({ place }) => place.at === 'courier')
  const others = street.machines.filter(({ id }) => id !== shipment.locker)
  if (left.length === 0 || others.length === 0) return
  const machine = chance.pick(others)
  const next: GhostShipment = {
    ...shipment,
    reference: `${shipment.reference}R`,
    locker: machine.id,
    parcels: left,
    announcedAt: null,
    id: null,
    grant: null,
    code: null,
    cancelledAt: null,
    mustRepeat: null,
    isOver: false,
  }
  for (const parcel of left) parcel.shipment = next
  street.ledger.add(next)
  if (await announces(shop, next)) await recipientOf(shop, machine, next)
}

async function extendsIt(shop: Shop, shipment: GhostShipment) {
  const { street, office, chance } = shop
  await street.clock.sleep(hours(chance.int(5, 90)))
  const { id, reference } = shipment
  if (id === null) return
  await insists(
    () => office.extend(`extend ${reference}`, id),
    () => street.clock.sleep(seconds(chance.int(5, 120))),
    shop.isOver,
  )
}
