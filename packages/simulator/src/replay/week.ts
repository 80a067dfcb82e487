import { between, days, hours, type Instant, later, millis, minutes } from '@cubby/kit/clock'
import { pgStore } from '@cubby/server/store/pg/pg-store'
import { sweepTimers } from '@cubby/server/timers/sweep'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { ApiRefusal } from '@cubby/testing/network/api-client'
import { must } from '@cubby/kit/assert'
import { type Carried, courierRound } from './courier.ts'
import { Ledger } from './ledger.ts'
import type { ReplayOptions } from './options.ts'
import { type DayFile, type Order, type OrderParcel, roundsOf } from './orders.ts'
import { visit } from './recipient.ts'
import type { World } from './world.ts'

/** People keep coming, and couriers keep taking back, for this long after the last announcement. */
const AFTERMATH = days(6)

export type Week = {
  ledger: Ledger
  refused: { line: number; reason: string; detail: string }[]
  announced: number
  /** Whatever a person ran into that nobody foresaw. */
  failures: unknown[]
}

/** Lets everybody live through the chosen days and their aftermath. */
export async function liveThrough(
  world: World,
  options: ReplayOptions,
  file: DayFile,
): Promise<Week> {
  const week: Week = {
    ledger: new Ledger(),
    refused: [...file.refused],
    announced: 0,
    failures: [],
  }
  const end = later(options.until, AFTERMATH)
  const vans = world.lockers.map((): Carried[] => [])
  const life = (work: Promise<void>) =>
    void work.catch((error: unknown) => void week.failures.push(error))
  for (const order of file.orders) life(shop(world, week, vans, order, life))
  life(sweeps(world, end))
  world.lockers.forEach((_, i) => life(courier(world, week, vans, i, roundsOf(i, options, end))))
  for (let hour = world.clock.now(); hour < end; hour = later(hour, hours(1))) {
    await world.clock.advanceTo(hour)
    progress(week, file, hour)
  }
  // Rounds are over; what still lies in a van never found room.
  for (const { parcel } of vans.flat()) week.ledger.overflowed(parcel.label)
  return week
}

type Life = (work: Promise<void>) => void

async function shop(world: World, week: Week, vans: Carried[][], order: Order, life: Life) {
  const { clock, phones } = world
  await clock.sleep(between(clock.now(), order.announcedAt))
  let isTold = false
  let shipment: string | null = null
  phones.owns(order.phone, (text) => {
    const code = /\b(\d{4})[ -]?(\d{4})\b/.exec(text)
    if (isTold || !code || order.habits.dwell === null) return
    isTold = true
    life(
      recipient(world, week, order, `${code[1]}${code[2]}`, () =>
        must(shipment, 'announced before told'),
      ),
    )
  })
  const told = await announce(world, week, order)
  if (!told) return
  shipment = told.id
  for (const parcel of told.parcels) week.ledger.announced(parcel.label)
  vans[order.locker]?.push(...told.parcels.map((parcel) => ({ parcel, triedInVain: 0 })))
}

/** Announces; what no cell of the machine could hold is refused by name, and the rest is announced without it. */
async function announce({ firms, lockers }: World, week: Week, order: Order) {
  let parcels: OrderParcel[] = order.parcels
  const locker = must(lockers[order.locker], 'no such locker')
  while (parcels.length > 0) {
    try {
      const shipment = await firms.shop.api.call(announceShipment, {
        body: {
          carrier: firms.carrier,
          locker: locker.locker,
          reference: order.reference,
          recipient: {
            phone: order.phone,
            locale: 'pl',
          },
          parcels: parcels.map(({ label, size, grams }) => ({
            label,
            size,
            grams,
          })),
        },
      })
      week.announced += parcels.length
      return { id: shipment.id, parcels }
    } catch (error) {
      const wrong = error instanceof ApiRefusal ? faultsOf(error) : new Map<number, string>()
      if (wrong.size === 0) throw error
      for (const [i, reason] of wrong) {
        const { line, label } = must(parcels[i], 'a fault names a parcel')
        week.refused.push({ line, reason, detail: label })
      }
      parcels = parcels.filter((_, i) => !wrong.has(i))
    }
  }
  return null
}

/** Which parcels a refusal is about, and what it says of each. */
function faultsOf(refusal: ApiRefusal): Map<number, string> {
  const faults = new Map<number, string>()
  for (const { pointer, code } of refusal.problem.errors) {
    const place = /^\/parcels\/(\d+)/.exec(pointer)
    if (place) faults.set(Number(place[1]), code)
  }
  return faults
}

async function courier(
  world: World,
  week: Week,
  vans: Carried[][],
  i: number,
  rounds: readonly Instant[],
) {
  const { machine } = must(world.lockers[i], 'no such locker')
  const van = must(vans[i], 'no such van')
  for (const [n, round] of rounds.entries()) {
    await world.clock.sleep(millis(Math.max(0, between(world.clock.now(), round))))
    const badge = must(world.firms.badges[n % 2], 'two couriers')
    const load = van.splice(0)
    van.unshift(
      ...(await courierRound({ clock: world.clock, machine, ledger: week.ledger }, badge, load)),
    )
  }
}

/** Reminders and the end of storage, as the server's own timer would bring them about. */
async function sweeps({ clock, quiet, server }: World, end: Instant) {
  const store = pgStore(server.context)
  while (clock.now() < end) {
    const swept = await quiet.track(sweepTimers(server.context, store, { atMost: 500 }))
    if (swept > 0) quiet.stir()
    await clock.sleep(minutes(30))
  }
}

async function recipient(
  world: World,
  week: Week,
  order: Order,
  code: string,
  shipment: () => string,
) {
  const { clock, firms } = world
  const { machine } = must(world.lockers[order.locker], 'no such locker')
  await clock.sleep(must(order.habits.dwell, 'somebody who comes'))
  // The app may have nothing to show any more; then people try the code they were sent.
  const qr = async () => {
    const read = await firms.shop.api.call(readCode, {
      params: { shipment: shipment() as `shp_${string}` },
    })
    return read.qr
  }
  const qrIfAny = () =>
    qr().catch((error: unknown) => {
      if (error instanceof ApiRefusal) return null
      throw error
    })
  await visit({ clock, machine, ledger: week.ledger }, { code, qr: qrIfAny }, order.habits)
}

let shown = ''

function progress({ ledger, announced }: Week, file: DayFile, at: Instant) {
  if (!process.stderr.isTTY) return
  const day = new Date(at).toISOString().slice(0, 10)
  const line = `${day}  announced ${announced}/${file.parcelsRead}  inside ${ledger.inside}  collected ${ledger.collected}`
  if (line === shown) return
  shown = line
  process.stderr.write(`\r\x1b[K${line}`)
}
