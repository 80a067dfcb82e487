import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cellsOf, type CellSpec, type Layout } from '@cubby/domain/cells/layout'
import type { Outcome } from '@cubby/domain/kernel/intent'
import type { Courier, Plan } from '@cubby/domain/rights/directory'
import { type VirtualLocker, virtualLocker } from '@cubby/edge/locker/virtual-hardware'
import { edgeLogger } from '@cubby/edge/logger'
import { type Edge, type EdgeOptions, startEdge } from '@cubby/edge/start-edge'
import type { Transport } from '@cubby/edge/sync/transport'
import type { BusConfig } from '@cubby/drivers/hardware-config'
import { AppError } from '@cubby/kit/app-error'
import { assert, must } from '@cubby/kit/assert'
import { instant, type Millis, seconds } from '@cubby/kit/clock'
import type { CellId, IdSource, OrganizationId, SessionId } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { aCourier, aGrant, aPlan, organizationRules } from '../builders.ts'
import { smallLayout } from '../layouts.ts'
import { seededIds } from '../seeded-ids.ts'
import { LinkStub } from './link-stub.ts'

const monday = instant(Date.parse('2026-03-02T08:00:00Z'))
const BADGE = 'badge-0815'

/** A locker on emulated boards under virtual time, with a server's side of the link in memory. */
export async function edgeWorld(seed: string, over: Partial<EdgeOptions> = {}) {
  const clock = new VirtualClock(monday)
  const ids = seededIds(seed, () => clock.now())
  const server = new LinkStub(ids.mint('lck'), clock)
  const dataDir = mkdtempSync(join(tmpdir(), 'cubby-edge-'))
  const layout = smallLayout(ids)
  const cells = cellsOf(layout)
  let hands: VirtualLocker | null = null
  const moreBuses: BusConfig[] = []
  const lives: Edge[] = []
  const theEdge = () => must(lives.at(-1), 'the edge was started')
  const theHands = () => must(hands, 'the layout is known')
  const start = async (more: Partial<EdgeOptions> = {}) => {
    const options: EdgeOptions = {
      dataDir,
      server: transportTo(server),
      enrolmentCode: 'TEST-CODE-1',
      hardware: (known) => {
        const { buses, doors } = (hands ??= virtualLocker(known, clock)).config
        return { buses: [...buses, ...moreBuses], doors }
      },
      clock,
      ids,
      random: prng(`${seed}/random`),
      kioskPort: null,
      version: 'test',
      log: edgeLogger({ level: 'silent' }),
      ...over,
      ...more,
    }
    lives.push(await clock.runUntil(startEdge(options)))
    return theEdge()
  }
  const dispose = async () => {
    for (const life of lives) await clock.runUntil(life.stop()).catch(() => undefined)
    rmSync(dataDir, { recursive: true, force: true })
  }
  return {
    clock,
    ids,
    server,
    layout,
    cells,
    dataDir,
    start,
    /** Wires beside those of the locks. */
    moreBuses,
    ...announcing({ clock, ids, server, layout }),
    ...person(clock, theEdge, theHands),
    edge: theEdge,
    hands: theHands,
    /** Exchanges until both sides agree. */
    sync: () => clock.runUntil(theEdge().sync.idle()),
    wait: (duration: Millis) => clock.advance(duration),
    entries: () => theEdge().journal.after(0, 100_000),
    cellNamed: (name: string): CellSpec =>
      must(
        cells.find((cell) => cell.name === name),
        `no cell ${name}`,
      ),
    [Symbol.asyncDispose]: dispose,
  }
}

/** What the server tells the locker. */
function announcing(world: {
  clock: VirtualClock
  ids: IdSource
  server: LinkStub
  layout: Layout
}) {
  const { clock, ids, server, layout } = world
  const organization: OrganizationId = ids.mint('org')
  return {
    organization,
    /** The layout, one organization and one courier who needs a badge only. */
    announceMachine: (): Courier => {
      const { directoryKey } = server
      const courier = aCourier(ids, { organization, badge: BADGE, directoryKey, now: clock.now() })
      server.write(server.ownStream, [{ key: 'layout', body: { layout } }])
      server.write('network', [
        { key: `courier:${courier.courier}`, body: courier },
        { key: `organization:${organization}`, body: organizationRules(organization) },
      ])
      return courier
    },
    /** A parcel with its code, as a shop would announce it. */
    announceParcel: (code: string, more: Partial<Plan> = {}): Plan => {
      const plan = aPlan(ids, { organization, ...more })
      const grant = aGrant(ids, server.keys, { parcels: [plan.parcel], code, now: clock.now() })
      server.write(server.ownStream, [
        { key: `parcel:${plan.parcel}`, body: plan },
        { key: `grant:${grant.grant}`, body: grant },
      ])
      return plan
    },
  }
}

/** What somebody in front of the machine does. */
function person(clock: VirtualClock, edge: () => Edge, hands: () => VirtualLocker) {
  return {
    signIn: async (): Promise<SessionId> => {
      const asked = { side: 'front', badge: BADGE, pin: '' } as const
      const outcome = await edge().perform('sign-in-courier', asked)
      assert(outcome.ok && outcome.did === 'signed-in', `not signed in: ${JSON.stringify(outcome)}`)
      return outcome.session
    },
    /** Closes the door and goes; the watcher has time to see it. */
    closeDoor: async (cell: CellId) => {
      await clock.advance(seconds(1))
      hands().closeDoor(cell, 'front')
      await clock.advance(seconds(1))
    },
  }
}

/** The cell whose door was asked to open; fails when the outcome was another. */
export function cellOpened(outcome: Outcome): CellId {
  assert(outcome.ok && outcome.did === 'opening', `no door opened: ${JSON.stringify(outcome)}`)
  return must(outcome.doors[0], 'an opening names its door').cell
}

/** The link as a port: calls go to the stub, and faults of the test happen on the way. */
export function transportTo(server: LinkStub): Transport {
  return {
    post: async (path, body, { token, signal }) => {
      if (signal.aborted) throw new AppError('link/unreachable', 'stopped')
      const fault = server.fault?.(path) ?? null
      if (fault === 'lose-request') throw new AppError('link/unreachable', 'no route')
      if (fault instanceof AppError) throw fault
      const reply = server.handle(path, JSON.parse(JSON.stringify(body)), token)
      if (fault === 'lose-reply') throw new AppError('link/unreachable', 'the answer was lost')
      return JSON.parse(JSON.stringify(reply)) as typeof reply
    },
    poke: ({ signal }, on) => server.listen(on, signal),
  }
}
