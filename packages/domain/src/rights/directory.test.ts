import { days, instant } from '@cubby/kit/clock'
import {
  aCommand,
  aCourier,
  aGrant,
  anId,
  aPlan,
  morning,
  someRules,
} from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { describe, expect, test } from 'vitest'
import {
  command,
  courier,
  dueAtOf,
  grant,
  organizationRules,
  plan,
  storageOf,
  withdrawalReason,
} from './directory.ts'

const told = (...plans: ReturnType<typeof aPlan>[]) => aLocker({ plans }).directory
const stay = (dueAt: number | null, ...parcels: number[]) => ({
  id: anId('sty', 1),
  dueAt: dueAt === null ? null : instant(dueAt),
  items: parcels.map((number) => ({ parcel: anId('prc', number) })),
})

describe('the end of storage', () => {
  test('is what the deposit said until the server says later', () => {
    expect(dueAtOf(told(aPlan(1)), stay(10, 1))).toBe(10)
    expect(dueAtOf(told(aPlan(1, { dueAt: 20 })), stay(10, 1))).toBe(20)
    expect(dueAtOf(told(), stay(10, 1)), 'a plan that is gone changes nothing').toBe(10)
    expect(dueAtOf(told(aPlan(1)), stay(null, 1))).toBeNull()
  })

  test('of parcels that share a cell is the latest of them', () => {
    expect(dueAtOf(told(aPlan(1, { dueAt: 30 }), aPlan(2, { dueAt: 20 })), stay(10, 1, 2))).toBe(30)
  })
})

describe('a withdrawal', () => {
  test('has its reason from the moment on at which storage ends', () => {
    expect(withdrawalReason(told(aPlan(1)), stay(morning, 1), instant(morning - 1))).toBeNull()
    expect(withdrawalReason(told(aPlan(1)), stay(morning, 1), morning)).toBe('expired')
  })

  test('has its reason at once when any parcel was called off', () => {
    const directory = told(aPlan(1), aPlan(2, { recalled: true }))
    expect(withdrawalReason(directory, stay(morning + days(1), 1, 2), morning)).toBe('recalled')
  })

  test('has none without an end of storage', () => {
    expect(withdrawalReason(told(aPlan(1)), stay(null, 1), morning)).toBeNull()
  })
})

test('a parcel nobody announced is stored as long as its organization says', () => {
  expect(storageOf(aPlan(1, { storageMs: 5 }), someRules())).toBe(5)
  expect(storageOf(undefined, someRules({ storageMs: 7 }))).toBe(7)
  expect(storageOf(undefined, undefined)).toBe(0)
})

describe('what the feed brings', () => {
  test('is taken as it is when it has the right form', () => {
    expect(plan.parse(aPlan(1))).toEqual(aPlan(1))
    expect(grant.parse(aGrant([aPlan(1)]))).toEqual(aGrant([aPlan(1)]))
    expect(courier.parse(aCourier())).toEqual(aCourier())
    expect(organizationRules.parse(someRules())).toEqual(someRules())
    const open = aCommand(1, { do: 'open', cell: anId('cel', 1), side: 'back' })
    expect(command.parse(open)).toEqual(open)
  })

  test('is refused with fields nobody knows, ids of another kind, or storage without end', () => {
    expect(plan.safeParse({ ...aPlan(1), phone: '1' }).success).toBe(false)
    expect(plan.safeParse({ ...aPlan(1), parcel: anId('shp', 1) }).success).toBe(false)
    expect(plan.safeParse(aPlan(1, { storageMs: Number.MAX_SAFE_INTEGER })).success).toBe(false)
    expect(plan.safeParse(aPlan(1, { label: '   ' })).success).toBe(false)
    expect(grant.safeParse(aGrant([])).success).toBe(false)
  })
})
