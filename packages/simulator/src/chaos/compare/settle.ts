import { realClock } from '@cubby/keys/real-clock'
import { type Millis, millis, seconds } from '@cubby/kit/clock'
import { type Database, openDatabase } from '@cubby/server/db/database'
import { readEdgeJournal } from '@cubby/testing/network/edge-journal'
import { until } from '@cubby/testing/network/until'
import type { Machine } from '../world/machine.ts'
import type { World } from '../world/world.ts'
import { appliedByLocker, commandsKept, messagesKept } from './server-side.ts'

/** The longest back-off that a link may have grown into, and the exchange after it. */
const SETTLES_WITHIN: Millis = seconds(180)
/** Nothing new for as long as this: a command that expires and a message that is retried come later. */
const QUIET_FOR: Millis = seconds(3)
const ROUNDS_MAX = 6

/** A way into the database that does not go through a server. */
export const databaseOf = ({ database }: World): Database => openDatabase(database.url, { max: 2 })

/**
 * Waits until everything has been handed over, then ends the lockers in order and makes sure that their files hold
 * nothing that the server lacks; a locker that had one more thing to say is started once more to say it.
 */
export async function settle(
  world: World,
  database: Database,
  machines: readonly Machine[] = world.machines,
): Promise<void> {
  await until('all is quiet', quietness(machines, database), SETTLES_WITHIN)
  let awake = machines
  for (let round = 0; round < ROUNDS_MAX; round++) {
    await Promise.all(awake.map(({ edge }) => edge.stop()))
    awake = await behind(machines, database)
    if (awake.length === 0) return
    await Promise.all(awake.map(({ edge }) => edge.start()))
    const isDrained = async () => (await behind(awake, database)).length === 0
    // What cannot be handed over is found by the comparison, entry by entry.
    await until('the last words are heard', isDrained, seconds(60)).catch(() => undefined)
  }
}

/** Machines whose files hold entries that the server has not applied. Reads copies: the program may be running. */
async function behind(among: readonly Machine[], { kysely }: Database): Promise<Machine[]> {
  const applied = await appliedByLocker(kysely)
  const late = await Promise.all(
    among.map(async (machine) => {
      const { entries } = await readEdgeJournal(machine.dataDir)
      return entries.length > (applied.get(machine.id) ?? 0)
    }),
  )
  return among.filter((_, i) => late[i])
}

function quietness(machines: readonly Machine[], { kysely }: Database) {
  let before = ''
  let since = realClock.monotonic()
  return async () => {
    await realClock.sleep(millis(200))
    const states = await Promise.all(machines.map(({ kiosk }) => kiosk.state()))
    const applied = [...(await appliedByLocker(kysely)).values()]
    const open = (await commandsKept(kysely)).filter(({ status }) => isOpen(status)).length
    const unsent = (await messagesKept(kysely)).filter(({ state }) => state === 'queued').length
    const now = JSON.stringify([applied, open, unsent])
    if (now !== before) since = realClock.monotonic()
    before = now
    const isDone = states.every(({ isOnline }) => isOnline) && open + unsent === 0
    return isDone && realClock.monotonic() - since > QUIET_FOR
  }
}

const isOpen = (status: string) => status === 'waiting' || status === 'accepted'
