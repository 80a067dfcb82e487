import { minuteOfWeek } from '@cubby/domain/machine/weekly-clock'
import { days, type Instant, minutes } from '@cubby/kit/clock'
import type { CourierId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import { unlimited } from '@cubby/domain/rights/directory'
import { strikes } from '../faults/strike.ts'
import { type CourierLimited, insists } from '../world/office.ts'
import type { World } from '../world/world.ts'

const DAY = 1_440
const SHIFTS = 40

const free: CourierLimited = { ...unlimited, isSuspended: false }

/** Whoever leads the couriers: says who may do what, where, when and for whom. When the trouble is over everybody may do everything. */
export function limitsCouriers(world: World, couriers: readonly CourierId[]) {
  const { day, story, office, clock } = world
  const chance = world.chance.split('limiters')
  const limited = new Set<CourierId>()
  let asked = 0
  let last: Promise<unknown> = Promise.resolve()
  const say = (courier: CourierId, limits: CourierLimited) => {
    const key = `limit ${++asked}`
    limited.add(courier)
    const pause = () => clock.sleep(minutes(1))
    // One change after another: what was said last must be what holds.
    last = last.then(() => insists(() => office.limit(key, courier, limits), pause, world.isOver))
    return last
  }
  strikes(world, day.faults.limitCourier, chance, async () => {
    const courier = chance.pick(couriers)
    const limits = chance.chance(0.2) ? free : drawLimits(world, chance)
    story.tell('staff', `limits ${courier}: ${inWords(limits)}`)
    await say(courier, limits)
  })
  void world.healedOr(days(400)).then(async () => {
    for (const courier of limited) await say(courier, free)
  })
}

function drawLimits({ clock, segments, shop, carrier }: World, chance: Prng): CourierLimited {
  const sometimes = <T>(limit: T) => (chance.chance(0.4) ? limit : null)
  const now: Instant = clock.now()
  return {
    flows: chance.pick([['deposit'], ['withdraw'], ['deposit', 'withdraw']] as const).slice(),
    hours: sometimes(shiftsFrom(now, chance)),
    segments: sometimes(segments.filter(() => chance.chance(0.5))),
    // Whoever carries for nobody else carries for his own firm, which sends nothing.
    carriesFor: sometimes(chance.pick([[shop], [carrier], []])),
    isSuspended: chance.chance(0.1),
  }
}

/** Work and breaks by turns, of minutes each, so that somebody who stands before a machine often has to go. */
function shiftsFrom(now: Instant, chance: Prng): NonNullable<CourierLimited['hours']> {
  const first = minuteOfWeek(now, 'UTC') + chance.int(-10, 10)
  const [work, rest] = [chance.int(3, 25), chance.int(3, 15)]
  return Array.from({ length: SHIFTS }, (_, i) => {
    const from = first + i * (work + rest)
    const minute = (at: number) => (at + 7 * DAY) % DAY
    return {
      day: ((Math.floor(from / DAY) + 7) % 7) + 1,
      fromMinute: minute(from),
      toMinute: minute(from + work),
    }
  })
}

const inWords = ({ flows, hours, segments, carriesFor, isSuspended }: CourierLimited) =>
  isSuspended
    ? 'suspended'
    : `${flows.join(' and ')}, ${hours ? 'at hours' : 'always'}, ${segments ? 'here and there' : 'everywhere'}, for ${carriesFor?.length ?? 'all'}`
