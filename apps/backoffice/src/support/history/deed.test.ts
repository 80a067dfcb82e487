import { en } from '@cubby/i18n/office/en'
import { allOperations } from '@cubby/protocol/operations/all'
import { expect, test } from 'vitest'

const told = new Set(Object.keys(en))
const writes = allOperations.filter(({ method, asksOnly }) => method !== 'GET' && !asksOnly)
const personal = allOperations.filter(({ readsPersonal }) => readsPersonal)

test('whatever somebody can do to the network, the activity says it in words', () => {
  const silent = [...writes, ...personal].filter(({ id }) => !told.has(`did.${id}`))
  expect(silent.map(({ id }) => id)).toEqual([])
})

test('no sentence is left of an operation that is no more', () => {
  const known = new Set(allOperations.map(({ id }) => id))
  // What the server does by itself, or hears from the sign-in, is no operation of the API.
  const others = /^(staff\.(sign|.*(password|factor|codes|passkey))|retention\.erase|emergency\.)/
  const ids = Object.keys(en).filter((id) => id.startsWith('did.'))
  const left = ids.map((id) => id.slice(4)).filter((id) => !known.has(id) && !others.test(id))
  expect(left).toEqual([])
})
