import type { EntryBody } from '@cubby/domain/journal/entries'
import type { Courier } from '@cubby/domain/rights/directory'
import { hours, type Instant, instant } from '@cubby/kit/clock'
import { aCourier, anId } from '@cubby/testing/kernel/builders'
import { beforeEach, describe, expect, test } from 'vitest'
import { MemoryStore } from '../store/memory-store.ts'
import { Ledger } from '../world/ledger.ts'
import type { Machine } from '../world/machine.ts'
import type { Observed } from '../world/observed.ts'
import { CourierChecker } from './courier-checker.ts'
import { FeedChecker } from './feed-checker.ts'
import { RentalChecker } from './rental-checker.ts'

// A Monday.
const noon = instant(Date.parse('2026-03-02T12:00:00Z'))
const tenant = anId('org', 7)
const shop = anId('org', 8)
const cell = anId('cel', 1)
const session = anId('ses', 1)
const stay = anId('sty', 1)

let told: Map<string, { stream: string; key: string; text: string }>
let machine: Machine
let broken: number[]
let seq: number
const report = (invariant: number) => void broken.push(invariant)
beforeEach(() => {
  told = new Map()
  broken = []
  seq = 0
  // What these checkers ask of a machine, and nothing else of it.
  const disk = {
    contents: { items: told, meta: new Map([['segments', '["seg_here"]']]), cursors: new Map() },
  }
  machine = { id: anId('lck', 1), name: 'M1', options: {}, disk, edge: {} } as unknown as Machine
})

const tell = (key: string, body: object, stream = 'locker') =>
  told.set(`${stream} ${key}`, { stream, key, text: JSON.stringify(body) })
const entry = (body: object, at: Instant = noon): Observed =>
  ({
    see: 'entry',
    machine,
    entry: { seq: ++seq, at, body: body as EntryBody },
  }) as unknown as Observed
const begins = (courier: string) =>
  ({
    type: 'session.started',
    session,
    side: 'front',
    actor: { kind: 'courier', courier },
  }) as const
const allocated = (organization: string, courier: string) => ({
  type: 'stay.allocated',
  stay,
  cell,
  session,
  parcel: anId('prc', 1),
  organization,
  courier,
})
const opens = (courier: string, purpose: string) => ({
  type: 'door.requested',
  cell,
  side: 'front',
  purpose,
  stay,
  session,
  right: { kind: 'courier', courier },
})

describe('whoever watches couriers', () => {
  const { courier: id, organization: firm } = aCourier()
  const limited = (over: Partial<Courier>) => tell(`courier:${id}`, { ...aCourier(), ...over })
  const found = (bodies: object[], at?: Instant) => {
    broken = []
    const checker = new CourierChecker([machine], report)
    for (const body of bodies) checker.see(entry(body, at))
    return broken
  }
  const day = [begins(id), allocated(firm, id), opens(id, 'deposit')]

  test('is content with one who keeps to his limits', () => {
    limited({ hours: [{ day: 1, fromMinute: 700, toMinute: 800 }], segments: ['seg_here'] })
    expect(found(day)).toEqual([])
  })

  test('finds one who works at other hours, elsewhere, at other work, or whom nobody knows', () => {
    limited({ hours: [{ day: 1, fromMinute: 700, toMinute: 800 }] })
    expect(found(day, instant(noon + hours(3)))).toEqual([3, 3])
    limited({ segments: ['seg_there'] })
    expect(found(day)).toEqual([3])
    limited({ flows: ['withdraw'] })
    expect(found(day)).toEqual([3])
    told.clear()
    expect(found(day)).toEqual([3])
  })

  test('finds one who carries for others than he may, and lets him take back what he has just put in', () => {
    limited({ carriesFor: [], flows: ['deposit'] })
    tell(`parcel:${anId('prc', 1)}`, {})
    expect(found([begins(id), allocated(shop, id), opens(id, 'deposit')])).toEqual([3])
    expect(found([...day, opens(id, 'withdraw')])).toEqual([])
  })
})

describe('whoever watches rented cells', () => {
  const theirs = anId('cur', 7)
  const checker = () => {
    broken = []
    const store = new MemoryStore()
    for (const [id, organization] of [
      [theirs, tenant],
      [anId('cur', 9), anId('org', 9)],
    ] as const)
      store.tables.couriers.set(id, { ...aCourier(), id, organization } as never)
    return new RentalChecker({ machines: [machine], store, ledger: new Ledger(), tenant, report })
  }
  const rents = (over: object = {}) =>
    tell('rental:1', {
      organization: tenant,
      cells: [cell],
      from: noon,
      until: noon + hours(1),
      commonCells: false,
      ...over,
    })

  test('finds what lies in a cell of somebody else, and a tenant in a cell that it does not rent any more', () => {
    rents()
    const given = checker()
    given.see(entry(allocated(tenant, theirs)))
    expect(broken).toEqual([])
    given.see(entry(allocated(shop, theirs)))
    expect(broken).toEqual([5])
    given.see(entry(allocated(tenant, theirs), instant(noon + hours(1))))
    expect(broken).toEqual([5, 5])
  })

  test('finds people of others who take out what is the tenant’s, as long as the tenant has people there', () => {
    rents()
    const given = checker()
    given.see(entry(allocated(tenant, theirs)))
    given.see(entry(opens(theirs, 'withdraw')))
    given.see(entry(opens(anId('cur', 9), 'withdraw')))
    expect(broken).toEqual([])
    tell(`organization:${tenant}`, {})
    given.see(entry(opens(anId('cur', 9), 'withdraw')))
    expect(broken).toEqual([5])
  })
})

test('whoever watches the feed finds what a machine keeps of a segment that it has left', () => {
  const store = new MemoryStore()
  store.tables.belongings.set(machine.id, ['segment:here'])
  tell('configuration:here', {}, 'segment:here')
  const checker = new FeedChecker(store, [machine], report)
  checker.atRest()
  expect(broken).toEqual([])
  tell('configuration:there', {}, 'segment:there')
  checker.atRest()
  expect(broken).toEqual([8])
})
