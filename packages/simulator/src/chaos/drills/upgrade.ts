import { join } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { type Millis, seconds } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import { serverService } from '@cubby/testing/network/server-service'
import { compareWorld } from '../compare/compare-world.ts'
import { databaseOf, settle } from '../compare/settle.ts'
import { Crowd } from '../people/crowd.ts'
import { type NamedServer, openWorld, serverEnv, type World } from '../world/world.ts'
import { Checks, type DrillRun, drillRun } from './drill.ts'
import { otherVersion } from './other-version.ts'

/** How long two versions work side by side before the next step. */
const SIDE_BY_SIDE: Millis = seconds(3)

/**
 * Two versions of the server in turns on one database, under load: each server is drained, ended in order and
 * started as the other version while its neighbour serves; then back again. Nobody notices.
 */
export async function upgradeDrill(
  options: { seed: string; edges: number; other: string },
  say: (line: string) => void,
): Promise<DrillRun> {
  const checks = new Checks(say)
  const chance = prng(options.seed).split('upgrade')
  await using world = await openWorld({ edges: options.edges, chance, say })
  await using started = new AsyncDisposableStack()
  const other = await otherVersion(join(world.dir, 'other-version'), options.other)
  say(`the other version is ${other.what}`)
  const crowd = new Crowd(world, chance.split('people'), { isHealed: true })
  const day = crowd.live()
  const working = () => Promise.race([day, realClock.sleep(SIDE_BY_SIDE)])
  await working()
  const [a, b] = world.servers
  if (!a || !b) throw new Error('a roll needs two servers')
  const served = new Map<string, number>()
  for (const [server, main, step] of [
    [a, other.main, 'A becomes the other version'],
    [b, other.main, 'B becomes the other version'],
    [a, null, 'A comes back'],
    [b, null, 'B comes back'],
  ] as const) {
    say(step)
    await roll(world, server, main, started)
    const before = world.balancer.answered(server.name)
    await working()
    served.set(step, world.balancer.answered(server.name) - before)
  }
  crowd.finish()
  await day
  await compareAll(checks, world, crowd)
  checks.that(
    'both versions served at the same time, each after its start',
    [...served.values()].every((count) => count > 0),
    [...served.values()].map((count) => `${count} calls`).join(', '),
  )
  checks.that('every operation succeeded', crowd.operations.failures.length === 0)
  checks.that(
    'no call had to be made twice',
    crowd.operations.repeated === 0,
    `${crowd.operations.count} operations, ${crowd.operations.repeated} repeated`,
  )
  return drillRun('upgrade', checks, [crowd], world)
}

/** One server out of the rotation, down in order, up as another version, and back into it. */
async function roll(
  { balancer, serverDir, database, ears, recoveries }: World,
  server: NamedServer,
  main: string | null,
  started: AsyncDisposableStack,
) {
  const { name, port } = server
  await balancer.drain(name)
  await server.service.stop()
  server.service = started.use(
    await serverService({
      name,
      port,
      dataDir: serverDir,
      env: serverEnv(database.url, ears),
      ...(main === null ? {} : { main }),
    }),
  )
  recoveries.begun(name)
  await server.service.start()
  balancer.admit(name)
}

async function compareAll(checks: Checks, world: World, { ledger }: Crowd) {
  const opened = databaseOf(world)
  try {
    await settle(world, opened)
    const { findings } = await compareWorld(world, opened, ledger)
    checks.nothing('every ledger agrees with every other', findings)
  } finally {
    await opened.close()
  }
}
