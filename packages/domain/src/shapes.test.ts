import { anId } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { id, instantMs, label, size, text } from './shapes.ts'

describe('a text', () => {
  test('is trimmed, and never empty or too long', () => {
    expect(text(5).parse('  abc ')).toBe('abc')
    for (const odd of ['', '   ', 'abcdef', 7, null])
      expect(text(5).safeParse(odd).success).toBe(false)
  })

  test.each(['a\u0000b', 'a\nb', 'a\u001bb', 'a\u0085b', 'a\ud800b'])(
    'holds no control characters: %j',
    (odd) => {
      expect(text(10).safeParse(odd).success).toBe(false)
    },
  )

  test.each(['Łódź', 'Ёлка 12', 'شحنة', '包裹', '📦 ok', '(01)09506000134352'])(
    'may be in any script: %s',
    (fine) => {
      expect(label.parse(fine)).toBe(fine)
    },
  )
})

test('an id is read only with its own prefix', () => {
  expect(id('cel').parse(anId('cel', 1))).toBe(anId('cel', 1))
  for (const odd of [
    anId('prc', 1),
    `${anId('cel', 1)}x`,
    ` ${anId('cel', 1)}`,
    `${anId('cel', 1)}\n`,
    'cel_',
  ])
    expect(id('cel').safeParse(odd).success, `"${odd}"`).toBe(false)
})

test('moments and measures are whole and within reason', () => {
  expect(instantMs.safeParse(0).success).toBe(true)
  for (const odd of [-1, 0.5, Number.NaN, 5e15, '0'])
    expect(instantMs.safeParse(odd).success).toBe(false)
  expect(size.safeParse({ height: 1, width: 1, depth: 3_000 }).success).toBe(true)
  expect(size.safeParse({ height: 0, width: 1, depth: 1 }).success).toBe(false)
  expect(size.safeParse({ height: 1, width: 1, depth: 3_001 }).success).toBe(false)
})
