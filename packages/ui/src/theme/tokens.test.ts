import { describe, expect, test } from 'vitest'
import { contrast } from './contrast.ts'
import { dark, highContrast, light, type Tokens } from './tokens.ts'

type Pair = readonly [text: keyof Tokens, ground: keyof Tokens]

const texts: Pair[] = [
  ...(['ground', 'surface', 'sunken'] as const).flatMap((ground): Pair[] => [
    ['text', ground],
    ['textSoft', ground],
  ]),
  ...(['signalTint', 'doneTint', 'alarmTint', 'linkTint'] as const).map((tint): Pair => [
    'text',
    tint,
  ]),
  ['onPrimary', 'primary'],
  ['onSignal', 'signal'],
  ['onDone', 'done'],
  ['onAlarm', 'alarm'],
  ['onLink', 'link'],
  ['link', 'surface'],
  ['link', 'ground'],
  ['done', 'surface'],
  ['alarm', 'surface'],
]
const shapes: Pair[] = [
  ['edge', 'ground'],
  ['edge', 'surface'],
  ['focus', 'ground'],
  ['focus', 'surface'],
]

describe.each(Object.entries({ light, dark, highContrast }))('the %s theme', (_, tokens) => {
  test.each(texts)('%s can be read on %s', (text, ground) => {
    expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(4.5)
  })

  test.each(shapes)('%s stands out from %s', (shape, ground) => {
    expect(contrast(tokens[shape], tokens[ground])).toBeGreaterThanOrEqual(3)
  })
})

test('black on white is the most that there is', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})
