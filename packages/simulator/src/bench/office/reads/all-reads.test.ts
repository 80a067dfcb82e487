import { allOperations } from '@cubby/protocol/operations/all'
import { expect, test } from 'vitest'
import { allOfficeReads } from './all-reads.ts'

/** These do not grow with the network, or want a secret that only the real thing has. */
const left = ['command.read', 'shipment.code', 'sign-in.ways', 'template.read']

test('every reading that a page can ask for is measured', () => {
  const readings = allOperations.filter(({ method, streams }) => method === 'GET' && !streams)
  const measured = new Set(allOfficeReads.map(({ operation }) => operation.id))
  expect(
    readings
      .map(({ id }) => id)
      .filter((id) => !measured.has(id))
      .toSorted(),
  ).toEqual(left)
})

test('no two rows of the table have one name', () => {
  const names = allOfficeReads.map(({ operation, what }) => `${operation.id} ${what}`)
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
})
