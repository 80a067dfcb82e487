import { describe, expect, test } from 'vitest'
import { aCell, aLocker, anotherCell, aWish } from '../compare/fixtures.ts'
import { Ledger } from './ledger.ts'

function ledgerOf(...wishes: Parameters<Ledger['wish']>[0][]) {
  const ledger = new Ledger()
  for (const wish of wishes) ledger.wish(wish)
  return ledger
}

describe('the ledger of people', () => {
  test('follows a parcel from the van through a cell to its recipient', () => {
    const ledger = ledgerOf(aWish({ labels: ['A'] }))
    ledger.putIn('A', aLocker, aCell)
    expect(ledger.inside(aLocker, aCell)).toEqual(['A'])
    ledger.tookOut('A', 'recipient')
    expect(ledger.places.get('A')).toEqual({ at: 'recipient' })
    expect(ledger.oddities).toEqual([])
  })

  test('takes the same parcel into the same cell once more for what it is: nothing new', () => {
    const ledger = ledgerOf(aWish({ labels: ['A'] }))
    ledger.putIn('A', aLocker, aCell)
    ledger.putIn('A', aLocker, aCell)
    expect(ledger.oddities).toEqual([])
  })

  test('lets parcels of one shipment lie together', () => {
    const ledger = ledgerOf(aWish({ labels: ['A', 'B'] }))
    ledger.putIn('A', aLocker, aCell)
    ledger.putIn('B', aLocker, aCell)
    expect(ledger.oddities).toEqual([])
  })

  test('finds it odd when a cell is given to two shipments', () => {
    const ledger = ledgerOf(aWish({ labels: ['A'] }), aWish({ reference: 'R-2', labels: ['B'] }))
    ledger.putIn('A', aLocker, aCell)
    ledger.putIn('B', aLocker, aCell)
    expect(ledger.oddities).toHaveLength(1)
  })

  test('finds it odd when a machine names another cell', () => {
    const ledger = ledgerOf(aWish({ labels: ['A'] }))
    ledger.putIn('A', aLocker, aCell)
    ledger.told('A', aCell)
    expect(ledger.oddities).toEqual([])
    ledger.told('A', anotherCell)
    expect(ledger.oddities).toHaveLength(1)
  })

  test('finds it odd when a parcel is put into a second cell, or taken out of none', () => {
    const ledger = ledgerOf(aWish({ labels: ['A', 'B'] }))
    ledger.putIn('A', aLocker, aCell)
    ledger.putIn('A', aLocker, anotherCell)
    ledger.tookOut('B', 'recipient')
    expect(ledger.oddities).toHaveLength(2)
  })
})
