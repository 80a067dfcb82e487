import { hours, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Prng } from '@cubby/kit/prng'
import type { Machine } from '../world/machine.ts'
import type { World } from '../world/world.ts'

/**
 * A courier's phone takes along what the machine has not sent, and hands it over where there is a network: late, out
 * of order with everything else, perhaps twice, and without anybody hearing the answer.
 */
export function carriesLogs(world: World, machine: Machine, chance: Prng) {
  if (world.isHealing() || !chance.chance(world.day.muleChance)) return
  const { edge } = machine
  if (!edge) return
  const { journal } = edge
  const { receivedThrough } = journal.acknowledged
  // The phone may have been here before, and knows no better than the machine what has arrived.
  const entries = journal.after(receivedThrough, limits.entriesPerPushMax)
  if (entries.length === 0) return
  world.story.tell('phone', `takes ${entries.length} entries of ${machine.name} along`)
  void handsOver(world, chance, { locker: machine.id, journal: journal.id, entries, backlog: 0 })
}

async function handsOver(
  world: World,
  chance: Prng,
  push: Parameters<NonNullable<ReturnType<typeof aServer>>['takesFromPhone']>[0],
) {
  for (let times = chance.int(1, 2); times > 0; times--) {
    await world.clock.sleep(millis(chance.int(60_000, hours(9))))
    await aServer(world, chance)
      ?.takesFromPhone(push)
      .catch(() => undefined)
  }
}

function aServer(world: World, chance: Prng) {
  const up = world.servers.filter(({ isUp }) => isUp)
  return up.length === 0 ? null : chance.pick(up)
}
