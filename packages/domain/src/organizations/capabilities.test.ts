import { describe, expect, test } from 'vitest'
import {
  isAble,
  kindsAbleTo,
  kindsSendingEverywhere,
  kindsWorkingEverywhere,
} from './capabilities.ts'

describe('what an organization may do follows from its kind', () => {
  test('delivery operators carry for others; shops, services and tenants announce', () => {
    expect(kindsAbleTo('carry')).toEqual(['delivery-operator', 'network-operator'])
    for (const kind of ['shop', 'service', 'tenant'] as const)
      expect(isAble(kind, 'announce')).toBe(true)
    expect(isAble('vending-operator', 'announce')).toBe(false)
  })

  test('shops have no couriers, and those of a tenant work only where it rents', () => {
    expect(isAble('shop', 'employ')).toBe(false)
    expect(isAble('tenant', 'employ')).toBe(true)
    expect(kindsWorkingEverywhere()).not.toContain('tenant')
  })

  test('who has others carry its parcels sends to any locker; who carries them itself goes where it works', () => {
    expect(kindsSendingEverywhere()).toEqual(['shop'])
  })

  test('everybody rents but the operator, who has all cells; who brings only parcels sells nothing', () => {
    expect(kindsAbleTo('rent')).not.toContain('network-operator')
    expect(kindsAbleTo('rent')).toHaveLength(5)
    for (const kind of ['delivery-operator', 'tenant'] as const)
      expect(isAble(kind, 'sell')).toBe(false)
  })
})
