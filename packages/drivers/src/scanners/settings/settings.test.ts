import { instant, millis } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryLinePair } from '../../lines/memory-line.ts'
import { scannerFamilies, scannerFamilyNamed } from './all.ts'
import { datalogic } from './datalogic.ts'
import { EmulatedSettings } from './emulated-settings.ts'
import { honeywell } from './honeywell.ts'
import { newland } from './newland.ts'
import type { Keep, ScannerFamily } from './scanner-family.ts'
import { setUpScanner } from './set-up-scanner.ts'

function aReader(family: ScannerFamily) {
  const pair = memoryLinePair('reader')
  const clock = new VirtualClock(instant(0))
  const reader = new EmulatedSettings(family, pair.boardEnd, { SUFBK2: '', CBRENA: '1' })
  const set = (commands: string[], keep: Keep = 'until-power-off') =>
    setUpScanner(family, commands, { line: pair.driverEnd, clock, keep })
  return { reader, set, clock, pair }
}
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex')

test('settings are these bytes on the wire', () => {
  expect(hex(honeywell.protocol?.encode(['232BAD9'], 'for-good'))).toBe(
    '164d0d323332424144' + '392e',
  )
  expect(hex(newland.protocol?.encode(['SCNMOD0'], 'until-power-off'))).toBe(
    `7e0130303030${'23'}${Buffer.from('SCNMOD0').toString('hex')}3b03`,
  )
  // The answer of the maker's own example: what is Codabar set to?
  const answer = Buffer.from('CBRENA1\u0006.', 'latin1')
  expect(honeywell.protocol?.decode(answer, ['CBRENA?'])).toEqual([
    { command: 'CBRENA1', outcome: 'done' },
  ])
})

describe.each([honeywell, newland])('a $vendor reader', (family) => {
  test('takes settings and says what became of each', async () => {
    const { reader, set } = aReader(family)
    expect(await set(['SUFBK2990D', 'XXXXXX1'], 'for-good')).toEqual([
      { command: 'SUFBK2990D', outcome: 'done' },
      { command: 'XXXXXX', outcome: 'unknown-setting' },
    ])
    expect(reader.kept.get('SUFBK2')).toBe('990D')
  })

  test('forgets with the power what was not kept, and tells what it is set to', async () => {
    const { reader, set } = aReader(family)
    await set(['SUFBK2990D'])
    expect(reader.kept.get('SUFBK2')).toBe('')
    expect(await set([`SUFBK2${family.ask?.current}`])).toEqual([
      { command: 'SUFBK2990D', outcome: 'done' },
    ])
  })

  test('may read a label meanwhile', async () => {
    const { reader, set } = aReader(family)
    reader.scansMeanwhile = '00340123450000000000\r\n'
    expect(await set(['CBRENA0'])).toEqual([{ command: 'CBRENA0', outcome: 'done' }])
  })

  test('that does not answer is told as such', async () => {
    const { reader, set, clock } = aReader(family)
    reader.isSilent = true
    const asked = set(['CBRENA0'])
    await Promise.all([
      expect(asked).rejects.toMatchObject({ code: 'board/no-answer' }),
      clock.advance(millis(3_000)),
    ])
  })

  test.each(['', 'AB', 'CBRENA1.', 'CBRENA1;SUFBK2', 'CBRENA\r', 'CBRENAä', '\u0016M\rX'])(
    'is never sent %j, in which another command may hide',
    async (command) => {
      await expect(aReader(family).set([command])).rejects.toMatchObject({ code: 'input/invalid' })
    },
  )

  test('and its driver survive whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const answers = family.protocol?.decode(bytes, ['CBRENA1'])
        expect(answers === null || answers?.length === 1).toBe(true)
        const heard = family.protocol?.hear(bytes)
        expect(heard?.length ?? 1).toBeGreaterThan(0)
      }),
      { numRuns: 10_000 },
    )
  })
})

test('what is known by hearsay only is not sent, and a maker without known commands gets none', async () => {
  await expect(aReader(honeywell).set(['TERMID130'])).rejects.toThrow(/hearsay/)
  await expect(aReader(datalogic).set(['CBRENA1'])).rejects.toThrow(/sheet of their maker/)
})

test('each family is found by its name', () => {
  for (const family of scannerFamilies) expect(scannerFamilyNamed(family.family)).toBe(family)
  expect(scannerFamilyNamed('acme')).toBeUndefined()
})
