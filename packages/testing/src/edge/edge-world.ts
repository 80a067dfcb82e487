import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cellsOf, type CellSpec } from '@cubby/domain/cells/layout'
import type { Courier, Plan } from '@cubby/domain/rights/directory'
import { type VirtualLocker, virtualLocker } from '@cubby/edge/locker/virtual-hardware'
import { edgeLogger } from '@cubby/edge/logger'
import { type Edge, type EdgeOptions, startEdge } from '@cubby/edge/start-edge'
import type { Transport } from '@cubby/edge/sync/transport'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { instant, type Millis, seconds } from '@cubby/kit/clock'
import type { CellId, OrganizationId } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { aCourier, aGrant, aPlan, organizationRules } from '../builders.ts'
import { smallLayout } from '../layouts.ts'
import { seededIds } from '../seeded-ids.ts'
import { LinkStub } from './link-stub.ts'

const monday = instant(Date.parse('2026-03-02T08:00:00Z'))
export const BADGE = 'badge-0815'

/** A locker on emulated boards under virtual time, with a server's side of the link in memory. */
export async function edgeWorld(seed: string, over: Partial<EdgeOptions> = {}) {
  const clock = new VirtualClock(monday)
  const ids = seededIds(seed, () => clock.now())
  const server = new LinkStub(ids.mint('lck'), clock)
  const dataDir = mkdtempSync(join(tmpdir(), 'cubby-edge-'))
  const layout = smallLayout(ids)
  const cells = cellsOf(layout)
  const organization: OrganizationId = ids.mint('org')
  let hands: VirtualLocker | null = null
  let edge: Edge | null = null
  const lives: Edge[] = []

  const start = async (more: Partial<EdgeOptions> = {}) => {
    const started = await clock.runUntil(
      startEdge({
        ...{ dataDir, server: transportTo(server), enrolmentCode: 'TEST-CODE-1' },
        hardware: (known) => (hands ??= virtualLocker(known, clock)).config,
        ...{ clock, ids, random: prng(`${seed}/random`), kioskPort: null, version: 'test' },
        log: edgeLogger({ level: 'silent' }),
        ...over,
        ...more,
      }),
    )
    lives.push(started)
    edge = started
    return started
  }
  const theEdge = () => must(edge, 'the edge was started')
  const theHands = () => must(hands, 'the layout is known')

  /** The layout, one organization and one courier who needs a badge only. */
  const announceMachine = (): Courier => {
    const courier = aCourier(ids, { organization, badge: BADGE, directoryKey: server.directoryKey, now: clock.now() })
    server.write(server.ownStream, [{ key: 'layout', body: { layout } }])
    server.write('network', [
      { key: `courier:${courier.courier}`, body: courier },
      { key: `organization:${organization}`, body: organizationRules(organization) },
    ])
    return courier
  }

  /** A parcel with its code, as a shop would announce it. */
  const announceParcel = (code: string, more: Partial<Plan> = {}): Plan => {
    const plan = aPlan(ids, { organization, ...more })
    const grant = aGrant(ids, server.keys, { parcels: [plan.parcel], code, now: clock.now() })
    server.write(server.ownStream, [
      { key: `parcel:${plan.parcel}`, body: plan },
      { key: `grant:${grant.grant}`, body: grant },
    ])
    return plan
  }

  return {
    ...{ clock, ids, server, layout, cells, organization, dataDir, start, announceMachine, announceParcel },
    edge: theEdge,
    hands: theHands,
    /** Exchanges until both sides agree. */
    sync: () => clock.runUntil(theEdge().sync.idle()),
    wait: (duration: Millis) => clock.advance(duration),
    /** Somebody closes the door and goes; the watcher has time to see it. */
    closeDoor: async (cell: CellId) => {
      await clock.advance(seconds(1))
      theHands().closeDoor(cell, 'front')
      await clock.advance(seconds(1))
    },
    signIn: async () => {
      const outcome = await theEdge().perform('sign-in-courier', { side: 'front', badge: BADGE, pin: '' })
      if (!outcome.ok || outcome.did !== 'signed-in') throw new Error(`not signed in: ${JSON.stringify(outcome)}`)
      return outcome.session
    },
    entries: () => theEdge().journal.after(0, 100_000),
    cellNamed: (name: string): CellSpec => must(cells.find((cell) => cell.name === name), `no cell ${name}`),
    [Symbol.asyncDispose]: async () => {
      for (const life of lives) await clock.runUntil(life.stop()).catch(() => undefined)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
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
