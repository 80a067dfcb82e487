import { parseArgs } from 'node:util'
import type { Clock } from '@cubby/kit/clock'

/** What a command needs of the world. */
export type Bench = {
  clock: Clock
  signal: AbortSignal
  input: AsyncIterable<Uint8Array | string>
  say: (text: string) => void
}

const options = {
  port: { type: 'string' },
  baud: { type: 'string' },
  model: { type: 'string', multiple: true },
  address: { type: 'string' },
  addresses: { type: 'string' },
  closed: { type: 'string' },
  open: { type: 'string' },
  to: { type: 'string' },
  listen: { type: 'string' },
  bus: { type: 'string', multiple: true },
  family: { type: 'string' },
  'for-good': { type: 'boolean' },
  'all-speeds': { type: 'boolean' },
  speeds: { type: 'string' },
} as const
export type Asked = ReturnType<typeof parsed>['values']
/** Reads a command line; throws as `parseArgs` does. */
export const parsed = (args: readonly string[]) =>
  parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
