import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detailHashOf, differing, mentionsIn } from './details.ts'

describe('what a change says', () => {
  test('is only what differs, on both sides, however deep', () => {
    const before = { name: 'A', rules: { hours: 48, share: true }, tags: ['x'] }
    const after = { name: 'A', rules: { hours: 72, share: true }, tags: ['x', 'y'] }
    expect(differing({ before, after })).toEqual({
      before: { rules: { hours: 48 }, tags: ['x'] },
      after: { rules: { hours: 72 }, tags: ['x', 'y'] },
    })
  })

  test('is all of what is new, and all of what is gone', () => {
    const thing = { name: 'A', note: null }
    expect(differing({ before: null, after: thing })).toEqual({ before: null, after: thing })
    expect(differing({ before: thing, after: null })).toEqual({ before: thing, after: null })
  })

  test('is nothing when nothing changed', () => {
    const thing = { name: 'A', at: { city: 'B' } }
    expect(differing({ before: thing, after: structuredClone(thing) })).toEqual({
      before: {},
      after: {},
    })
  })

  test('never holds a secret, wherever a handler may have put it', () => {
    const after = {
      secret: 's3',
      pin: '4711',
      deep: [{ password: 'p4', code: '12345678', name: 'ok', token: null }],
    }
    const told = JSON.stringify(differing({ before: null, after }))
    for (const secret of ['s3', '4711', 'p4', '12345678']) expect(told).not.toContain(secret)
    expect(told).toContain('ok')
  })

  test('keeps a long field by its hash, so that one change stays one line', () => {
    const cells = Array.from({ length: 500 }, (_, n) => ({ name: String(n), height: 100 }))
    const { after } = differing({ before: null, after: { name: 'A', layout: { cells } } })
    expect(after).toMatchObject({ name: 'A', layout: { omittedCharacters: expect.any(Number) } })
    expect(JSON.stringify(after).length).toBeLessThan(300)
  })

  test('can be kept by the database, whatever somebody typed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (fields) => {
        const { after } = differing({ before: null, after: { ...fields, odd: '\uD800\0x' } })
        const text = JSON.stringify(after)
        expect(text).not.toContain('\\u0000')
        expect(text.isWellFormed()).toBe(true)
      }),
    )
  })
})

test('the hash of details says nothing to whoever does not have the salt', () => {
  const detail = { before: null, after: { phone: '+48601234567' }, reason: null }
  expect(detailHashOf(detail, 'one')).not.toBe(detailHashOf(detail, 'another'))
  expect(detailHashOf(detail, 'one')).toBe(detailHashOf({ ...detail }, 'one'))
})

test('contacts are found in details, in one spelling each', () => {
  const recipient = { phone: '+48601234567', email: 'Ann@Example.org', locale: 'en' }
  expect(mentionsIn({ recipient }, { recipient: { email: 'ann@example.org' } })).toEqual([
    '+48601234567',
    'ann@example.org',
  ])
  expect(mentionsIn({ name: 'ann@example.org' }, null)).toBeNull()
})
