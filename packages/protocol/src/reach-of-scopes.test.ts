import { expect, test } from 'vitest'
import { scopes } from './operation.ts'
import { allOperations } from './operations/all.ts'
import { scopesForLockers, scopesForNetworkOnly } from './reach-of-scopes.ts'

const asking = (scope: string) => allOperations.filter((operation) => operation.scope === scope)

test('what is left of a permission for some lockers follows from the operations', () => {
  const some = scopes.filter((scope) => asking(scope).some(({ narrow }) => narrow))
  expect([...scopesForLockers].toSorted()).toEqual(some.toSorted())
})

test("what is closed to an organization's own staff follows from the operations", () => {
  const closed = scopes.filter((scope) => {
    const operations = asking(scope)
    return operations.length > 0 && operations.every(({ networkOnly }) => networkOnly)
  })
  expect([...scopesForNetworkOnly].toSorted()).toEqual(closed.toSorted())
})
