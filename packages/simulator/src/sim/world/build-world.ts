import { defaultRules, type StorageRules } from '@cubby/domain/processes/process'
import { isAble } from '@cubby/domain/organizations/capabilities'
import type { Transport } from '@cubby/edge/sync/transport'
import type { CourierId, LockerId } from '@cubby/kit/ids'
import { hours, millis, minutes, seconds } from '@cubby/kit/clock'
import { rulesChange } from '@cubby/server/organizations/organization-rows'
import type { OrganizationRow } from '@cubby/server/store/office'
import type { FeedChange } from '@cubby/server/feed/feed-types'
import type { SyncReply, SyncRequest } from '@cubby/protocol/link/messages'
import { SimDisk } from '../disk/sim-disk.ts'
import { writeFeedInto } from '../store/memory-feed.ts'
import { Cabinet, type SteelDoor } from './cabinet.ts'
import { Crew } from './crew.ts'
import { layoutNamed, type LayoutName, sensorsOf } from './layouts.ts'
import type { Life } from './life.ts'
import { Machine } from './machine.ts'
import { ServerProcess } from './server-process.ts'
import { SimBoards } from './sim-boards.ts'
import { SimLink } from './sim-link.ts'
import { officeOf } from './sim-office.ts'
import type { World } from './world.ts'

/** Puts up the network of this day: firms, servers, machines and lines, everything switched off. */
export async function buildWorld(world: World): Promise<{ couriers: CourierId[] }> {
  const { day } = world
  settleFirms(world)
  for (let i = 1; i <= day.servers; i++) world.servers.push(serverOf(world, i))
  world.office = officeOf(world, world.chance.split('office'))
  world.crew = new Crew(world, world.chance.split('crew'))
  for (const [i, layout] of day.layouts.entries()) await addMachine(world, `M${i + 1}`, layout)
  for (const server of world.servers) server.start()
  const couriers: CourierId[] = []
  for (let i = 1; i <= day.couriers; i++) {
    const courier = world.ids.mint('cur')
    couriers.push(courier)
    await world.clock.runUntil(insist(world, () => world.office.hire(`hire ${courier}`, courier)))
  }
  if (day.faults.rental !== null) {
    const courier = world.ids.mint('cur')
    const hire = () => world.office.hire(`hire ${courier}`, courier, world.tenant)
    await world.clock.runUntil(insist(world, hire))
    world.tenantsCouriers.push(courier)
  }
  return { couriers }
}

async function insist(world: World, ask: () => Promise<unknown>) {
  while ((await ask()) === null) await world.clock.sleep(seconds(5))
}

function settleFirms({ store, shop, carrier, tenant, day, newEpoch }: World) {
  const { tables } = store
  const rules: StorageRules = {
    ...defaultRules,
    storageHours: day.kind === 'long' ? 96 : 20,
    reminderHoursBefore: [6],
    extensionHours: 10,
  }
  const firms: OrganizationRow[] = [
    { id: shop, kind: 'shop', carriers: [carrier], rules },
    { id: carrier, kind: 'delivery-operator', carriers: [], rules },
    { id: tenant, kind: 'tenant', carriers: [], rules: { ...rules, acceptsUnannounced: false } },
  ]
  for (const firm of firms) tables.organizations.set(firm.id, firm)
  const employers = firms.filter(({ kind }) => isAble(kind, 'employ'))
  const changes = employers.map((firm) => rulesChange(firm.id, firm.kind, firm.rules))
  writeFeedInto(tables, changes, newEpoch)
  tables.undo.forget()
}

function serverOf(world: World, number: number): ServerProcess {
  const { clock, store, gateway, shop, carrier, story, log, newEpoch, keys, day } = world
  const name = `server-${number}`
  const chance = world.chance.split(name)
  return new ServerProcess({
    name,
    clock,
    chance,
    ids: world.ids,
    keys,
    store,
    gateway,
    shop,
    carrier,
    story,
    log,
    newEpoch,
    diesWhileTelling: () => !world.isHealing() && chance.chance(day.dieWhileTelling),
    failAtCommit: () => (world.isHealing() ? 0 : world.failAtCommit),
    sweepEvery: day.kind === 'long' ? minutes(180) : minutes(5),
    tellOthers: (from, streams) => {
      for (const other of world.servers) {
        // NOTIFY is best effort: a process that is reconnecting hears nothing.
        if (other === from || chance.chance(day.pokeLoss / 2)) continue
        void clock.sleep(millis(chance.int(10, 100))).then(() => other.hear(streams))
      }
    },
  })
}

export type MachineParts = { id: LockerId; cabinet: Cabinet; disk: SimDisk; isClone: boolean }

async function addMachine(world: World, name: string, drawn: LayoutName) {
  const { tables } = world.store
  const layout = layoutNamed(drawn, world.ids)
  const id = world.ids.mint('lck')
  const blank = {
    service: 'in-service' as const,
    leaving: [],
    publicKey: null,
    deviceVersion: null,
    lastSeenAt: null,
    forkSeenAt: null,
  }
  tables.lockers.set(id, { id, layout, ...blank })
  tables.belongings.set(id, belongingsOf(world, name))
  const changes: FeedChange[] = [{ stream: `locker:${id}`, key: 'layout', body: { layout } }]
  writeFeedInto(tables, changes, world.newEpoch)
  tables.undo.forget()
  const told = await world.office.enrolmentCode(`enrol ${name}`, id)
  const cabinet = new Cabinet(layout, sensorsOf(layout, world.chance.split(`sensors ${name}`)))
  const parts = { id, cabinet, disk: new SimDisk(), isClone: false }
  const machine = machineFrom(world, name, parts)
  if (told?.ok) machine.enrolmentCode = told.value
}

/** Every machine is of the one model; most belong to a segment, some to both. */
function belongingsOf({ chance, segments, model }: World, name: string): string[] {
  const own = chance.split(`belongs ${name}`)
  const joined = segments.filter(() => own.chance(0.6))
  return [`model:${model}`, ...joined.map((segment) => `segment:${segment}`)]
}

/** A machine of these parts, on a line of its own. */
export function machineFrom(world: World, name: string, parts: MachineParts): Machine {
  const { clock, day } = world
  const { id, cabinet, disk, isClone } = parts
  const chance = world.chance.split(`machine ${name}`)
  const link = new SimLink({ clock, chance: chance.split('link'), servers: world.servers })
  const boards = new SimBoards({ cabinet, clock, chance: chance.split('boards') })
  const machine: Machine = new Machine({
    name,
    id,
    cabinet,
    boards,
    disk,
    clock,
    isClone,
    wall: { offsetMs: 0, driftPpm: day.driftPpm },
    ids: world.ids,
    chance: chance.split('edge'),
    transport: (life) => watched(machine, link.transportFor(life), life, world),
    enrolmentCode: null,
    pollEvery: day.pollEvery,
    lookEvery: day.lookEvery,
    log: world.log,
    story: world.story,
    observe: world.observe,
  })
  boards.onPulse = (door) => world.observe({ see: 'pulse', machine, door })
  cabinet.onMove((moved) => {
    world.observe({ see: 'door-moved', machine, moved })
    if (moved.door.isOpen) void closedAtLast(world, machine, moved.door)
  })
  world.machines.push(machine)
  world.links.set(machine, link)
  return machine
}

/** Whatever was forgotten, somebody shuts a door that has stood open for hours. */
async function closedAtLast(world: World, machine: Machine, door: SteelDoor) {
  const opened = ++door.openings
  await world.clock.sleep(hours(1))
  if (door.isOpen && door.openings === opened) machine.options.cabinet.move(door, false, 'hand')
}

/** The same transport, with an ear at it: what a locker is promised the checkers hold the servers to. */
function watched(machine: Machine, transport: Transport, life: Life, world: World): Transport {
  return {
    poke: (options, on) => transport.poke(options, on),
    post: async (path, body, options) => {
      const reply = await transport.post(path, body, options)
      if (path === '/link/v1/sync' && reply.status === 200 && !life.isOver) {
        const { journal } = body as SyncRequest
        const { receivedThrough, durableThrough } = reply.body as SyncReply
        // What it knew until now it knew since the exchange before this one.
        void machine.completeSince
        machine.lastExchangeAt = world.clock.now()
        const told = { machine, journal, receivedThrough, durableThrough }
        world.observe({ see: 'acknowledged', ...told })
      }
      return reply
    },
  }
}
