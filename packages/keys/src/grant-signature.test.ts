import { aGrant, aPlan, anId } from '@cubby/testing/kernel/builders'
import { expect, test } from 'vitest'
import { grantHolds, signGrant } from './grant-signature.ts'
import { newSigningPair, signer } from './signing.ts'

const pair = newSigningPair()
const keys = { k1: pair.publicKey }
const here = anId('lck', 1)
const { signedBy: _by, signature: _signature, ...claims } = aGrant([aPlan(1)])
const grant = signGrant('k1', signer(pair.privatePem), here, claims)

test('a grant holds at the locker it was signed for, however its fields are ordered', () => {
  expect(grantHolds(keys, here, grant)).toBe(true)
  expect(grantHolds(keys, here, { ...claims, ...grant })).toBe(true)
  expect(
    grantHolds(keys, here, Object.fromEntries(Object.entries(grant).reverse()) as typeof grant),
  ).toBe(true)
})

test('a grant is worth nothing at another locker, under another key, or with anything changed', () => {
  expect(grantHolds(keys, anId('lck', 2), grant)).toBe(false)
  expect(grantHolds({ k1: newSigningPair().publicKey }, here, grant)).toBe(false)
  expect(grantHolds({}, here, grant)).toBe(false)
  expect(grantHolds(keys, here, { ...grant, signedBy: 'constructor' })).toBe(false)
  const holds = (changed: typeof grant) => grantHolds(keys, here, changed)
  expect(holds({ ...grant, validUntil: grant.validUntil + 1 })).toBe(false)
  expect(holds({ ...grant, parcels: [anId('prc', 2)] })).toBe(false)
  expect(holds({ ...grant, codeVerifier: null })).toBe(false)
})
