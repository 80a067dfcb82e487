import { allOperations } from '@cubby/protocol/operations/all'
import { expect, test } from 'vitest'
import { allRoutes } from './all-routes.ts'

const sorted = (ids: string[]) => ids.toSorted()

test('every operation has exactly one handler', () => {
  expect(sorted(allRoutes.map(({ operation }) => operation.id))).toEqual(
    sorted(allOperations.map(({ id }) => id)),
  )
})

test('no two operations share a name, or a method and path', () => {
  const ids = allOperations.map(({ id }) => id)
  const places = allOperations.map(({ method, path }) => `${method} ${path}`)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(places).size).toBe(places.length)
})

test('every parameter stands in the path, and every place of the path has its shape', () => {
  for (const { path, params } of allOperations) {
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
    expect(sorted(inPath)).toEqual(sorted(Object.keys(params.shape)))
  }
})
