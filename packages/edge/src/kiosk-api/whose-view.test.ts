import { must } from '@cubby/kit/assert'
import {
  aCell,
  aCourier,
  aPlan,
  aRental,
  carrier,
  someRules,
  stranger,
} from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { describe, expect, test } from 'vitest'
import { EdgeDirectory } from '../feed/edge-directory.ts'
import { kioskState } from './state-view.ts'

/** A machine of two tenants with a door on each side, and what a screen on a side is told of it. */
function aSharedMachine() {
  const sides: ('front' | 'back')[] = ['front', 'back']
  const cells = ['A1', 'B1', 'C1'].map((name) => aCell({ name, type: name[0] ?? 'A', sides }))
  const [ours, theirs] = cells as [never, never]
  const rentals = [aRental(1, [ours]), aRental(2, [theirs], { organization: stranger })]
  const anna = aCourier()
  const boris = aCourier(2, { organization: stranger, badgeVerifier: 'c'.repeat(64) })
  const rules = { rentsOnly: true, carries: false }
  const organizations = [someRules(rules), someRules({ ...rules, organization: stranger })]
  const plans = [
    aPlan(1, { organization: carrier, carrier }),
    aPlan(2, { organization: stranger, carrier: stranger }),
  ]
  const bench = aLocker({ cells, rentals, couriers: [anna, boris], organizations, plans })
  const directory = new EdgeDirectory()
  const about = { asOfSeq: null }
  const layout = {
    modules: [{ name: 'M', kind: 'cells' as const, widthMm: 400, cells: [...cells] }],
  }
  directory.put({ ...about, key: 'layout', kind: 'layout', body: { layout } })
  for (const body of rentals)
    directory.put({ ...about, key: `rental:${body.rental}`, kind: 'rental', body })
  for (const body of [anna, boris])
    directory.put({ ...about, key: `courier:${body.courier}`, kind: 'courier', body })
  for (const body of organizations)
    directory.put({
      ...about,
      key: `organization:${body.organization}`,
      kind: 'organization',
      body,
    })
  for (const body of plans)
    directory.put({ ...about, key: `parcel:${body.parcel}`, kind: 'parcel', body })
  const told = (side: 'front' | 'back' | null) => {
    const { state, now } = bench
    const common = {
      version: 1,
      locker: null,
      isClockSynced: true,
      isOnline: true,
      hasLocks: true,
      canPrint: false,
    }
    return kioskState({ ...common, state, directory, now, side })
  }
  const cell = (side: 'front' | 'back' | null, name: string) =>
    must(
      told(side).modules[0]?.cells.find((each) => each.name === name),
      name,
    )
  return { bench, anna, boris, told, cell }
}

const nothingTold = { use: null, service: null, doors: {} }

describe('the screen of a machine of two tenants', () => {
  test('tells a courier his own cells and everybody’s, and of others that they are there', () => {
    const { bench, anna, told, cell } = aSharedMachine()
    bench.signIn(anna)
    expect(cell('front', 'A1')).toMatchObject({ use: 'free', service: 'ok' })
    expect(cell('front', 'B1')).toMatchObject({ ...nothingTold, name: 'B1' })
    expect(cell('front', 'C1')).toMatchObject({ use: 'free' })
    expect(told('front').freeByType).toEqual({ A: 1 })
    const [session] = told('front').sessions
    expect(session).toMatchObject({ announced: [{ label: 'LABEL-1' }] })
  })

  test('tells each side of whoever stands there, and nothing of the other side’s person', () => {
    const { bench, anna, boris, told, cell } = aSharedMachine()
    bench.signIn(anna)
    bench.signIn(boris, 'back')
    expect(told('front').sessions.map(({ side }) => side)).toEqual(['front'])
    expect(cell('back', 'A1')).toMatchObject(nothingTold)
    expect(cell('back', 'B1')).toMatchObject({ use: 'free' })
    expect(JSON.stringify(told('back'))).not.toContain('LABEL-1')
    for (const name of ['A1', 'B1'])
      expect(cell(null, name), 'any screen').toMatchObject(nothingTold)
  })

  test('tells nobody what tenants have inside, but which door stands open, so that somebody shuts it', () => {
    const { bench, anna, cell, told } = aSharedMachine()
    const session = bench.signIn(anna)
    bench.deposit(session, { label: 'LABEL-1' })
    bench.do({ do: 'end-session', session })
    expect(cell('front', 'A1')).toMatchObject({ use: null, doors: { front: 'closed' } })
    expect(told('front').freeByType).toEqual({ C: 1 })
  })

  test('shows somebody his own doors while they are open, whoever he is', () => {
    const { bench, anna, boris, cell } = aSharedMachine()
    const session = bench.signIn(boris)
    bench.scan(session, 'LABEL-2')
    expect(cell('front', 'B1')).toMatchObject({ use: 'reserved' })
    bench.signIn(anna)
    expect(cell('front', 'B1')).toMatchObject(nothingTold)
  })
})
