import type { LockerState } from '@cubby/domain/kernel/state'
import { hours, type Millis, millis, minutes } from '@cubby/kit/clock'
import type { CourierId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { ServerKeys } from '@cubby/server/keys/server-keys'
import { RestChecker } from '../checkers/rest-checker.ts'
import { troubleDisks } from '../faults/disk-faults.ts'
import { troubleLink } from '../faults/link-faults.ts'
import { troubleMachine } from '../faults/machine-faults.ts'
import { troubleServers } from '../faults/server-faults.ts'
import { configures } from '../people/configurator.ts'
import { drivesRounds } from '../people/courier.ts'
import { limitsCouriers } from '../people/limiters.ts'
import { carriesLogs } from '../people/mule.ts'
import { repeatsWhatWasLost, sells, type Shop } from '../people/shop.ts'
import { staffAtWork } from '../people/staff.ts'
import { convertsMachines } from '../people/converters.ts'
import { rentsCells } from '../people/tenants.ts'
import { buildWorld } from '../world/build-world.ts'
import type { Machine } from '../world/machine.ts'
import type { Violation } from '../world/observed.ts'
import { World } from '../world/world.ts'
import type { BadDay } from './bad-day.ts'

export type DayResult = {
  seed: string
  violations: readonly Violation[]
  hash: string
  events: number
  lockerHours: number
  story: (lines: number) => string[]
}

/** When the trouble is over, people have so long to finish what they had begun. */
const PEOPLE_FINISH_WITHIN = hours(8)
/** Then everything promised comes true within this: half as long again as ten of the rarest polls. */
const SETTLES_WITHIN = hours(36)
const LOOKS_EVERY = minutes(30)

/**
 * One bad day. First safety: anything may fail at any time, and no checker may complain. Then liveness: the trouble
 * stops, and everything that was promised must come true within the bound.
 */
export async function runDay(
  day: BadDay,
  keys: ServerKeys,
  onLine: ((line: string) => void) | null = null,
): Promise<DayResult> {
  const world = new World(day, keys, onLine)
  process.on('unhandledRejection', world.unheard)
  try {
    return await lived(world)
  } finally {
    process.off('unhandledRejection', world.unheard)
  }
}

async function lived(world: World): Promise<DayResult> {
  const { day } = world
  const { couriers } = await buildWorld(world)
  for (const machine of world.machines) await world.clock.runUntil(machine.start())
  await untilBroken(world, minutes(10))
  letPeopleLoose(world, couriers)
  letTroubleLoose(world)
  await untilBroken(world, day.lasts)
  if (world.violations.length === 0) await settles(world)
  world.end()
  return {
    seed: day.seed,
    violations: world.violations,
    hash: world.story.hash,
    events: world.clock.fired,
    lockerHours: (world.machines.length * (world.clock.now() - world.startedAt)) / hours(1),
    story: (lines) => world.story.last(lines),
  }
}

/** Lets time pass, and stops at the first broken promise. */
async function untilBroken(world: World, duration: Millis) {
  const { clock } = world
  const end = clock.now() + duration
  while (clock.now() < end && world.violations.length === 0)
    await clock.advance(millis(Math.min(LOOKS_EVERY, end - clock.now())))
}

function letPeopleLoose(world: World, couriers: CourierId[]) {
  const { day, street, chance, office, observe, isHealing } = world
  const shop: Shop = {
    firm: world.shop,
    carrier: world.carrier,
    street,
    office,
    chance: chance.split('shop'),
    manners: day.shop,
    observe,
    isOver: world.isOver,
  }
  for (let number = 1; number <= day.shipments; number++) {
    const own = chance.split(`order ${number}`)
    const at = own.next() * day.lasts * 0.9
    const machine = orderedTo(world, own)
    const order = { ...shop, chance: own }
    void world.clock
      .sleep(millis(at))
      .then(() => (isHealing() ? undefined : sells(order, machine, number)))
  }
  void repeatsWhatWasLost({ ...shop, chance: chance.split('repeats') })
  const former: CourierId[] = []
  couriers.forEach((_id, i) => {
    const own = chance.split(`courier ${i}`)
    // Whoever works in this place at the time, or somebody who does not any more and tries his badge.
    const whose = () => {
      const isFormer = !isHealing() && former.length > 0 && own.chance(0.3)
      return isFormer ? own.pick(former) : (couriers[i] ?? own.pick(couriers))
    }
    void drivesRounds({
      street,
      courier: () => ({ id: whose(), name: `courier ${i + 1}`, firm: world.carrier }),
      chance: own,
      every: day.roundEvery,
      beginsAt: Math.floor((i * day.machines) / couriers.length),
      isOver: world.isOver,
      before: (machine) => carriesLogs(world, machine, own),
      serves: () => true,
      observe,
    })
  })
  void world.crew.worksShifts()
  staffAtWork(world, couriers, former)
  limitsCouriers(world, couriers)
  rentsCells(world, shop)
  configures(world)
  convertsMachines(world)
}

/** One of the favourites, or any. */
function orderedTo({ day, machines }: World, chance: Prng): Machine {
  const { share, machines: count } = day.favourites
  const favourites = chance.split('favourite')
  const any = chance.pick(machines)
  return favourites.chance(share) ? favourites.pick(machines.slice(0, count)) : any
}

function letTroubleLoose(world: World) {
  const { day, chance } = world
  for (const machine of world.machines) {
    troubleMachine(world, machine, day, chance.split(`trouble ${machine.name}`))
    const link = world.links.get(machine)
    const own = chance.split(`line ${machine.name}`)
    if (link) troubleLink(world, { name: machine.name, link, day, chance: own })
  }
  troubleDisks(world)
  troubleServers(world)
}

/** Something that every machine must hear of, whether it has anything to say itself or not. */
async function takesOnOneMore({ office, clock, ids }: World) {
  const courier = ids.mint('cur')
  while ((await office.hire(`hire ${courier}`, courier)) === null) await clock.sleep(minutes(1))
}

/** A door stands open, or its machine has not seen it shut yet: what lies in the cell is on its way. */
const isSomebodyThere = ({ machines }: World) =>
  machines.some(
    ({ options, isScrap, edge }) =>
      !isScrap && (options.cabinet.openDoors().length > 0 || (edge && seesOpenDoor(edge.state()))),
  )

const seesOpenDoor = ({ cells }: LockerState) =>
  Object.values(cells).some(({ doors }) => Object.values(doors).some(({ door }) => door === 'open'))

/** Heals the world and waits until nothing is left to do; what is still open after the bound is a broken promise. */
async function settles(world: World) {
  const { clock } = world
  world.heal()
  for (const server of world.servers) server.start()
  for (const [machine, link] of world.links) {
    // Pokes go on being lost: they are worth time and nothing else.
    link.set({ state: 'up', loss: 0, duplicates: 0, delayMs: 40 })
    machine.disk.drain()
    machine.options.boards.moods.fill('well')
    for (const door of machine.options.cabinet.doors.values()) door.bolt = 'well'
    machine.options.wall.offsetMs = 0
  }
  const rest = new RestChecker(world)
  const away = world.machines.filter(({ edge }) => edge && !edge.sync.status().isOnline)
  await untilBroken(world, hours(1))
  for (const machine of away) rest.isBack(machine)
  void takesOnOneMore(world)
  await untilBroken(world, PEOPLE_FINISH_WITHIN)
  world.end()
  const end = clock.now() + SETTLES_WITHIN
  while (clock.now() < end && world.violations.length === 0 && rest.pending().length > 0)
    await untilBroken(world, hours(1))
  for (let looks = 0; looks < 60 && isSomebodyThere(world); looks++)
    await untilBroken(world, minutes(1))
  if (world.violations.length > 0) return
  for (const pending of rest.pending()) world.report(12, pending)
  for (const checker of world.checkers) checker.atRest?.()
  rest.atRest()
}
