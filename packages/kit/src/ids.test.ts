import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instant, instant } from './clock.ts'
import { idFrom, idOf, idSource, isId, uuidOf } from './ids.ts'

const chance = fc.uint8Array({ minLength: 10, maxLength: 10 })
const moment = fc.nat(4_102_444_800_000).map(instant)

test('a UUID and its id say the same, in both directions', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const id = idOf('prc', uuid)
      expect(isId('prc', id)).toBe(true)
      expect(uuidOf(id)).toBe(uuid)
      expect(idOf('prc', uuid.toUpperCase().replaceAll('-', ''))).toBe(id)
    }),
  )
})

test('an id made from time and chance is a UUIDv7 that carries its time', () => {
  fc.assert(
    fc.property(moment, chance, (at, bytes) => {
      const uuid = uuidOf(idFrom('shp', at, bytes))
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
    }),
  )
})

test('ids sort by the time at which they were minted', () => {
  fc.assert(
    fc.property(moment, moment, chance, chance, (one, other, a, b) => {
      fc.pre(one !== other)
      expect(idFrom('prc', one, a) < idFrom('prc', other, b)).toBe(one < other)
    }),
  )
})

test('the same clock and the same chance mint the same ids', () => {
  const source = () =>
    idSource(
      () => 1_000 as Instant,
      (count) => new Uint8Array(count).fill(7),
    )
  expect(source().mint('req')).toBe(source().mint('req'))
})

test('the ids of the TypeID specification are read and written as it says', () => {
  const id = 'prc_01h455vb4pex5vsknk084sn02q'
  expect(uuidOf(id)).toBe('01890a5d-ac96-774b-bcce-b302099a8057')
  expect(idOf('prc', '01890a5d-ac96-774b-bcce-b302099a8057')).toBe(id)
})

describe('what is no id', () => {
  const good = 'prc_01h455vb4pex5vsknk084sn02q'

  test.each([
    ['another prefix', 'cel_01h455vb4pex5vsknk084sn02q'],
    ['no prefix', '01h455vb4pex5vsknk084sn02q'],
    ['a letter too few', good.slice(0, -1)],
    ['a letter too many', `${good}0`],
    ['capitals', good.toUpperCase()],
    ['a letter that is left out of the alphabet', good.replace('q', 'l')],
    ['more than 128 bits', good.replace('_0', '_8')],
    ['a line break at its end', `${good}\n`],
    ['a number', 7],
    ['nothing', null],
  ])('is refused: %s', (_, text) => expect(isId('prc', text)).toBe(false))

  test('cannot be turned into a UUID, nor can one be made of what is no UUID', () => {
    expect(isId('prc', good)).toBe(true)
    expect(() => uuidOf('prc_nonsense')).toThrow(RangeError)
    for (const uuid of [
      '',
      'x',
      '01890a5d',
      '0'.repeat(33),
      'g'.repeat(32),
      '@'.repeat(32),
      '`'.repeat(32),
      '+'.repeat(32),
    ])
      expect(() => idOf('prc', uuid), `"${uuid}"`).toThrow(RangeError)
  })
})
