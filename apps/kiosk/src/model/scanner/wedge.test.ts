import { describe, expect, test } from 'vitest'
import { BURST_GAP_MS, Wedge, type WedgeKey, type WedgeOut } from './wedge.ts'

/** Keys one after another, so many milliseconds apart, on a keyboard that is set to Russian. */
function keysOf(codes: readonly string[], gap: number, from = 1_000): WedgeKey[] {
  return codes.map((code, at) => ({
    code: code.replace('^', ''),
    key: 'ы',
    shift: code.startsWith('^'),
    at: from + at * gap,
  }))
}
const label = ['^KeyJ', '^KeyD', 'Digit0', 'Digit1', 'Minus', '^Digit4', '^Semicolon']

function typedInto(wedge: Wedge, keys: readonly WedgeKey[]): WedgeOut[] {
  return keys.flatMap((key) => wedge.char(key))
}

describe('a scanner that pretends to be a keyboard', () => {
  test('is read by the places of its keys, whatever language the machine is set to', () => {
    const wedge = new Wedge()
    expect(typedInto(wedge, keysOf(label, 5))).toEqual([])
    expect(wedge.end(1_000 + label.length * 5)).toEqual({ kind: 'scan', text: 'JD01-$:' })
    expect(wedge.isWaiting).toBe(false)
  })

  test('may send capitals by Caps Lock instead of Shift', () => {
    const wedge = new Wedge()
    for (const [at, key] of ['A', 'b', 'C', 'D'].entries())
      wedge.char({ code: `Key${key.toUpperCase()}`, key, shift: false, at: 1_000 + at })
    expect(wedge.end(1_005)).toEqual({ kind: 'scan', text: 'AbCD' })
  })

  test.each([
    ['German', { KeyY: 'z', KeyZ: 'y', Minus: 'ß', Slash: '-' }],
    ['Russian', { KeyY: 'н', KeyZ: 'я', Minus: '-', Slash: '.' }],
    ['French', { KeyY: 'y', KeyZ: 'w', Minus: ')', Slash: '!' }],
  ])('gives the same label on a machine set to %s', (_, layout) => {
    const wedge = new Wedge()
    for (const [at, [code, key]] of Object.entries(layout).entries())
      wedge.char({ code, key, shift: false, at: 1_000 + at })
    expect(wedge.end(1_005)).toEqual({ kind: 'scan', text: 'yz-/' })
  })

  test('may type the separator of GS1 as a control character', () => {
    const wedge = new Wedge()
    typedInto(wedge, keysOf(['Digit1', 'Digit0', '^KeyA'], 5))
    wedge.char({ code: 'BracketRight', key: ']', shift: false, control: true, at: 1_016 })
    wedge.char({ code: 'KeyC', key: 'c', shift: false, control: true, at: 1_017 })
    typedInto(wedge, keysOf(['Digit2', 'Digit1', 'Digit7'], 5, 1_020))
    expect(wedge.end(1_032)).toEqual({ kind: 'scan', text: '10A\u001D217' })
  })

  test('keeps two scans apart', () => {
    const wedge = new Wedge()
    typedInto(wedge, keysOf(['Digit1', 'Digit2', 'Digit3', 'Digit4'], 10))
    expect(wedge.end(1_040)).toEqual({ kind: 'scan', text: '1234' })
    typedInto(wedge, keysOf(['Digit5', 'Digit6', 'Digit7', 'Digit8'], 10, 1_060))
    expect(wedge.end(1_100)).toEqual({ kind: 'scan', text: '5678' })
  })
})

describe('a person at the keypad', () => {
  const code = ['Numpad1', 'Numpad2', 'Numpad3', 'Numpad4']

  test('types digit by digit', () => {
    const wedge = new Wedge()
    const out = [...typedInto(wedge, keysOf(code, BURST_GAP_MS + 60)), ...wedge.flush()]
    expect(out.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'typed 1',
      'typed 2',
      'typed 3',
      'typed 4',
    ])
  })

  test('who presses Enter after the last digit has scanned nothing', () => {
    const wedge = new Wedge()
    typedInto(wedge, keysOf(code, 120))
    expect(wedge.end(1_000 + 3 * 120 + 200)).toBeNull()
    expect(wedge.flush()).toEqual([{ kind: 'typed', text: '4' }])
  })

  test('whose fingers roll over two keys and Enter has typed them', () => {
    const wedge = new Wedge()
    typedInto(wedge, keysOf(['Numpad1', 'Numpad2'], 10))
    expect(wedge.end(1_020)).toBeNull()
    expect(wedge.flush()).toEqual([{ kind: 'typed', text: '12' }])
  })

  test('who presses a key that writes nothing has typed nothing', () => {
    const wedge = new Wedge()
    expect(typedInto(wedge, keysOf(['ShiftLeft', 'F5', 'ArrowUp'], 10))).toEqual([])
    expect(wedge.isWaiting).toBe(false)
  })
})
