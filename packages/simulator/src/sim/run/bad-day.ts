import { days, hours, type Millis, minutes, seconds } from '@cubby/kit/clock'
import { type Prng, prng } from '@cubby/kit/prng'
import type { ShopManners } from '../people/shop.ts'
import type { Manners } from '../people/hands.ts'

/** What kind of trouble a day is about. */
export const dayKinds = ['busy', 'crowd', 'long', 'restore', 'upgrade'] as const
export type DayKind = (typeof dayKinds)[number]

/** How often each fault strikes one thing, in the mean; null: not on this day. */
export type FaultRates = {
  powerCut: Millis | null
  crash: Millis | null
  diskFull: Millis | null
  bitRot: Millis | null
  cloneDisk: Millis | null
  restoreDisk: Millis | null
  clockJump: Millis | null
  linkTrouble: Millis | null
  boardTrouble: Millis | null
  jam: Millis | null
  force: Millis | null
  serverKill: Millis | null
  storeTrouble: Millis | null
  remoteOpen: Millis | null
  revokeCourier: Millis | null
  /** Somebody changes what a courier may do, where, when and for whom. */
  limitCourier: Millis | null
  /** Cells are rented out, and given back. */
  rental: Millis | null
  /** Somebody changes what is configured at some level. */
  configure: Millis | null
  /** A machine takes nothing in for a while. */
  outOfService: Millis | null
  /** A machine gets another layout for a while, with whatever is inside. */
  remodel: Millis | null
  /** A machine joins segments, or leaves them. */
  moveBetweenSegments: Millis | null
  /** A newer program writes an entry that nobody here understands. */
  oddEntry: Millis | null
}

export type BadDay = {
  seed: string
  kind: DayKind
  lasts: Millis
  machines: number
  /** Layouts by name, one for each machine. */
  layouts: ('small' | 'street' | 'two-sided')[]
  servers: number
  couriers: number
  shipments: number
  /** So many machines stand where everybody wants to have his parcel: this share of the orders goes there. */
  favourites: { machines: number; share: number }
  roundEvery: Millis
  pollEvery: Millis
  lookEvery: Millis
  faults: FaultRates
  /** Chance of dying around each commit, and at each pulse. */
  dieAtCommit: number
  dieAtPulse: number
  /** Chance that a transaction of the servers fails, before or after its commit. */
  failAtCommit: number
  /** Chance that a server dies with a message in its hands. */
  dieWhileTelling: number
  longestOutage: Millis
  pokeLoss: number
  link: { loss: number; duplicates: number; delayMs: number }
  driftPpm: number
  gateway: { fails: number; lies: number }
  muleChance: number
  manners: Manners
  shop: ShopManners
}

const MACHINES_PER_COURIER = 8

const kinds: readonly DayKind[] = ['busy', 'busy', 'busy', 'crowd', 'long', 'restore', 'upgrade']

/** Each seed draws its own kind of bad day: not everything goes wrong at once, or nothing would get done. */
export function badDay(seed: string, kindOnly: DayKind | null = null): BadDay {
  const chance = prng(`day ${seed}`)
  const kind = kindOnly ?? chance.pick(kinds)
  const machines = machinesOf(kind, chance)
  const lasts = lastsOf(kind, chance)
  return {
    seed,
    kind,
    lasts,
    machines,
    layouts: Array.from({ length: machines }, () => layoutOf(kind, chance)),
    servers: chance.int(2, 3),
    couriers: couriersOf(kind, machines, chance),
    shipments: shipmentsOf(kind, machines, chance),
    favourites: favouritesOf(kind, chance.split('favourites')),
    roundEvery: hours(kind === 'long' ? chance.int(30, 70) : chance.int(2, 7)),
    pollEvery: kind === 'long' ? hours(chance.int(1, 2)) : minutes(chance.int(2, 20)),
    lookEvery: kind === 'long' ? minutes(chance.int(60, 180)) : seconds(chance.int(60, 600)),
    faults: faultsOf(kind, chance),
    dieAtCommit: sometimes(chance, 0.4, 0.01),
    dieAtPulse: sometimes(chance, 0.4, 0.05),
    failAtCommit: sometimes(chance, 0.5, 0.05),
    dieWhileTelling: sometimes(chance, 0.4, 0.1),
    longestOutage: kind === 'long' ? days(45) : hours(chance.int(1, 8)),
    pokeLoss: chance.pick([0, 0, 0.1, 0.5, 1]),
    link: {
      loss: sometimes(chance, 0.5, 0.2),
      duplicates: sometimes(chance, 0.5, 0.3),
      delayMs: chance.pick([5, 40, 200, 1_500]),
    },
    driftPpm: chance.pick([0, 0, 50, 200, -200]),
    gateway: { fails: sometimes(chance, 0.6, 0.6), lies: sometimes(chance, 0.5, 0.4) },
    muleChance: sometimes(chance, 0.3, 0.5),
    manners: mannersOf(chance),
    shop: shopOf(chance),
  }
}

/** Off on most days, anywhere up to its worst on the others. */
const sometimes = (chance: Prng, share: number, worst: number) =>
  chance.chance(share) ? chance.next() * worst : 0

const every = (chance: Prng, share: number, least: Millis, most: Millis): Millis | null =>
  chance.chance(share) ? ((least + chance.next() * (most - least)) as Millis) : null

const machinesOf = (kind: DayKind, chance: Prng) =>
  kind === 'crowd' ? chance.int(8, 50) : kind === 'long' ? 1 : chance.int(1, 4)

function lastsOf(kind: DayKind, chance: Prng): Millis {
  if (kind === 'crowd') return hours(chance.int(1, 3))
  if (kind === 'long') return days(chance.int(33, 90))
  return hours(chance.int(6, 22))
}

function layoutOf(kind: DayKind, chance: Prng) {
  if (kind === 'crowd') return 'small'
  return chance.pick(['small', 'small', 'small', 'small', 'two-sided', 'street'] as const)
}

const shipmentsOf = (kind: DayKind, machines: number, chance: Prng) =>
  kind === 'long' ? chance.int(15, 45) : Math.min(40, machines * chance.int(2, 10))

/** In a crowd of machines each has some of them to itself, or they would be on the road until the trouble is over. */
function couriersOf(kind: DayKind, machines: number, chance: Prng) {
  const few = chance.int(1, 3)
  return kind === 'crowd' ? few + Math.ceil(machines / MACHINES_PER_COURIER) : few
}

/** Where there are many machines, some are full while others are empty. */
const favouritesOf = (kind: DayKind, chance: Prng) =>
  kind === 'crowd'
    ? { machines: chance.int(1, 4), share: sometimes(chance, 0.7, 0.9) }
    : { machines: 0, share: 0 }

function faultsOf(kind: DayKind, chance: Prng): FaultRates {
  const scale = kind === 'long' ? 24 : kind === 'crowd' ? 2 : 0.7
  const some = (share: number, least: Millis, most: Millis) =>
    every(chance, share, (least * scale) as Millis, (most * scale) as Millis)
  return {
    powerCut: some(0.5, hours(1), hours(20)),
    crash: some(0.5, hours(1), hours(20)),
    diskFull: some(0.2, hours(4), hours(40)),
    bitRot: some(0.1, hours(20), hours(90)),
    cloneDisk: some(0.1, hours(20), hours(90)),
    restoreDisk: some(0.15, hours(20), hours(90)),
    clockJump: some(0.3, hours(3), hours(30)),
    linkTrouble: some(0.7, minutes(30), hours(12)),
    boardTrouble: some(0.4, hours(1), hours(12)),
    jam: some(0.3, hours(1), hours(12)),
    force: some(0.3, hours(2), hours(24)),
    serverKill: some(0.6, minutes(20), hours(8)),
    storeTrouble: some(0.3, minutes(20), hours(8)),
    remoteOpen: some(0.5, hours(1), hours(10)),
    revokeCourier: some(0.3, hours(4), hours(40)),
    // Of its own chance, so that days drawn before keep their other troubles.
    configure: every(
      chance.split('configure'),
      0.6,
      (minutes(20) * scale) as Millis,
      (hours(4) * scale) as Millis,
    ),
    outOfService: every(
      chance.split('out of service'),
      0.4,
      (hours(1) * scale) as Millis,
      (hours(10) * scale) as Millis,
    ),
    remodel: every(
      chance.split('remodel'),
      0.4,
      (hours(1) * scale) as Millis,
      (hours(10) * scale) as Millis,
    ),
    limitCourier: every(
      chance.split('limit courier'),
      0.4,
      (minutes(40) * scale) as Millis,
      (hours(5) * scale) as Millis,
    ),
    moveBetweenSegments: every(
      chance.split('segments'),
      0.4,
      (minutes(30) * scale) as Millis,
      (hours(6) * scale) as Millis,
    ),
    oddEntry: some(kind === 'upgrade' ? 0.8 : 0.1, hours(2), hours(12)),
    rental: some(0.4, hours(1), hours(8)),
  }
}

const mannersOf = (chance: Prng): Manners => ({
  mistype: sometimes(chance, 0.6, 0.5),
  guess: sometimes(chance, 0.3, 0.8),
  pullPlug: sometimes(chance.split('plug'), 0.7, 0.9),
  leaveDoorOpen: sometimes(chance, 0.5, 0.15),
  forgetParcel: sometimes(chance, 0.2, 0.1),
  takeOthers: sometimes(chance, 0.2, 0.5),
  walkAway: sometimes(chance, 0.3, 0.1),
  undo: sometimes(chance, 0.5, 0.25),
  anotherCell: sometimes(chance, 0.4, 0.1),
  leaveEmpty: sometimes(chance, 0.3, 0.1),
  neverCome: sometimes(chance, 0.5, 0.5),
  dispute: chance.next(),
})

const shopOf = (chance: Prng): ShopManners => ({
  cancel: sometimes(chance, 0.5, 0.2),
  redirect: sometimes(chance, 0.4, 0.1),
  extend: sometimes(chance, 0.5, 0.3),
  announceLate: sometimes(chance, 0.4, 0.3),
  noMeasures: sometimes(chance, 0.4, 0.5),
})

/** The day in one line, printed before it begins. */
export function dayInWords({ seed, kind, lasts, machines, servers, shipments, faults }: BadDay) {
  const on = Object.entries(faults).flatMap(([name, rate]) => (rate === null ? [] : [name]))
  return (
    `seed ${seed}: a ${kind} day of ${Math.round(lasts / hours(1))} h, ${machines} machines, ` +
    `${servers} servers, ${shipments} shipments; ${on.join(', ') || 'no faults'}`
  )
}
