import type { Clock } from '@cubby/kit/clock'
import type { Side } from '../hardware-config.ts'
import { type ByteLine, openLine } from '../lines/open-line.ts'
import { ScanParser, type ScanSuffix } from './scan-parser.ts'

/** A code reader on a serial line of its own, for people who stand on this side; its settings stay as its maker's sheet has set them. */
export type ScannerConfig = { line: ByteLine; suffix: ScanSuffix; side: Side }

/** Most readers come with this speed; those on USB do not care. */
const usualBaudRate = 9_600

/**
 * Listens to a reader and hands over each scan. A line that cannot be opened is no failure: it is tried again for ever, and until
 * then there are no scans.
 */
export function openScanner(
  config: ScannerConfig,
  deps: {
    clock: Clock
    onScan: (text: string) => void
    /** Told when the port was tried first, and whenever it comes or goes. */
    onPort?: (isOpen: boolean) => void
  },
): AsyncDisposable {
  const { line, isOurs } = openLine(config.line, usualBaudRate, deps.clock)
  const parser = new ScanParser(config.suffix)
  const stops = [
    line.onData((bytes) => parser.push(bytes).forEach(deps.onScan)),
    line.onClose(() => parser.reset()),
    ...(deps.onPort && 'watch' in line ? [line.watch(deps.onPort)] : []),
  ]
  return {
    [Symbol.asyncDispose]: async () => {
      for (const stop of stops) stop()
      if (isOurs) await line[Symbol.asyncDispose]()
    },
  }
}
