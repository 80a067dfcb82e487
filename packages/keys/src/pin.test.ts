import { expect, test } from 'vitest'
import { pinMatches, pinVerifier } from './pin.ts'

test('only the right PIN matches', async () => {
  const verifier = await pinVerifier('4711')
  expect(verifier).not.toContain('4711')
  expect(await pinMatches('4711', verifier)).toBe(true)
  for (const pin of ['4712', '', '471', '04711'])
    expect(await pinMatches(pin, verifier)).toBe(false)
})

test('two people with the same PIN have different verifiers', async () => {
  expect(await pinVerifier('4711')).not.toBe(await pinVerifier('4711'))
})

test.each([
  ['is empty', ''],
  ['lacks its hash', '16384.8.1.c2FsdA'],
  ['has no cost', 'x.y.z.c2FsdA.aGFzaA'],
  ['has a cost that is no power of two', '1000.8.1.c2FsdA.aGFzaA'],
  ['has a broken cost', '16384.8.0.5.c2FsdA.aGFzaA'],
  ['would cost gigabytes', '1048576.32.16.c2FsdA.aGFzaA'],
])('a verifier that %s matches nothing', async (_, verifier) => {
  expect(await pinMatches('4711', verifier)).toBe(false)
})
