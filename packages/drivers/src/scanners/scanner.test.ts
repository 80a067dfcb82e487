import { instant } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { expect, test } from 'vitest'
import { memoryLinePair } from '../lines/memory-line.ts'
import { EmulatedScanner } from './emulated-scanner.ts'
import { scanSuffixes } from './scan-parser.ts'
import { openScanner } from './scanner.ts'

const label = 'https://id.example/01/09506000134352/21/ABC-000123'

test.each(scanSuffixes)(
  'a reader that ends with %s hands over what it has read',
  async (suffix) => {
    const pair = memoryLinePair('reader')
    const scans: string[] = []
    await using _scanner = openScanner(
      { line: { kind: 'memory', line: pair.driverEnd }, suffix, side: 'front' },
      { clock: new VirtualClock(instant(0)), onScan: (text) => scans.push(text) },
    )
    const reader = new EmulatedScanner(pair.boardEnd, suffix)
    reader.read(label)
    reader.read('Łódź')
    await new Promise(setImmediate)
    expect(scans).toEqual([label, 'Łódź'])
  },
)
