import { hours, type Instant, minutes, seconds } from '@cubby/kit/clock'
import { journalKey } from '@cubby/server/store/slice'
import { renewEpochsIn } from '../store/memory-feed.ts'
import type { Backup } from '../store/tables.ts'
import type { World } from '../world/world.ts'
import { strikes } from './strike.ts'

/** Everything that can go wrong with the servers and with what they share. */
export function troubleServers(world: World) {
  const { day, servers } = world
  for (const server of servers) {
    const chance = world.chance.split(`kill ${server.name}`)
    strikes(world, day.faults.serverKill, chance, async () => {
      server.kill()
      await world.clock.sleep(seconds(chance.int(1, 300)))
      if (day.kind === 'upgrade') server.version = chance.pick(['1.0.0', '1.1.0'])
      server.start()
    })
  }
  const chance = world.chance.split('store')
  strikes(world, day.faults.storeTrouble, chance, async () => {
    world.story.tell('store', 'most transactions fail')
    world.failAtCommit = 1.5
    await world.healedOr(seconds(chance.int(5, 1_200)))
    world.failAtCommit = day.failAtCommit
    world.story.tell('store', 'transactions go through again')
  })
  if (day.kind === 'restore') void restoresOnce(world)
}

/** A backup is taken; later everything since is lost, the backup is put back, and lockers make the servers whole. */
async function restoresOnce(world: World) {
  const { clock, day, store, story } = world
  const chance = world.chance.split('restore')
  await clock.sleep((day.lasts * (0.1 + 0.4 * chance.next())) as never)
  const backup = await store.change(() => store.tables.backup())
  const backupAt = clock.now()
  story.tell('store', 'a backup is taken')
  await world.healedOr(hours(chance.int(1, Math.max(2, Math.round(day.lasts / hours(3))))))
  if (world.isHealing()) return
  for (const server of world.servers) server.kill()
  await clock.sleep(minutes(chance.int(1, 30)))
  await restore(world, backup, backupAt)
  for (const server of world.servers) server.start()
}

async function restore(world: World, backup: Backup, backupAt: Instant) {
  const { store, story, ledger, newEpoch } = world
  await store.change(() => {
    store.tables.restore(backup)
    renewEpochsIn(store.tables, newEpoch)
  })
  story.tell('store', `the backup of ${new Date(backupAt).toISOString()} is put back`)
  const living = new Set(
    world.machines.flatMap(({ id, journal }) => (journal ? [journalKey(id, journal)] : [])),
  )
  world.mirrors.startOver()
  world.journals.restored((key) => !living.has(key))
  for (const shipment of ledger.shipments) {
    const { announcedAt, cancelledAt } = shipment
    if (announcedAt !== null && announcedAt >= backupAt) shipment.mustRepeat = 'announcement'
    else if (cancelledAt !== null && cancelledAt >= backupAt) shipment.mustRepeat = 'cancellation'
  }
}
