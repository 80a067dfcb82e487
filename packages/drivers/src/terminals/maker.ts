import { AppError } from '@cubby/kit/app-error'
import type { Clock, Millis } from '@cubby/kit/clock'
import type { ConversationLink } from './conversation.ts'
import type { TerminalDriver } from './terminal-driver.ts'

/** What a driver is opened with. */
export type Opening = {
  link:
    | { kind: 'tcp'; host: string; port: number }
    | { kind: 'serial'; path: string; baudRate?: number }
    | { kind: 'http'; url: string }
    | { kind: 'tool'; folder: string; program?: string }
  settings: Record<string, string>
  currency: string
  clock: Clock
  patience: Millis
  settlePatience: Millis
}
export type Setting = { form: RegExp; meaning: string; otherwise: string }
/** How a model's driver is made, and what settings of its own it takes. */
export type Maker = {
  settings: Record<string, Setting>
  open: (opening: Opening) => TerminalDriver
}

/** The link as a stream of bytes; other kinds were refused by the check of the configuration. */
export function streamOf({ link }: Opening, stopBits: 1 | 2 = 1): ConversationLink {
  if (link.kind === 'tcp') return link
  if (link.kind !== 'serial') throw new AppError('config/invalid', 'not a stream of bytes')
  const { kind, path, baudRate = 9_600 } = link
  return { kind, path, baudRate, dataBits: 8, parity: 'none', stopBits }
}

/** Where the maker's program lies, under its usual name unless another is set. */
export function toolOf({ link }: Opening, usual: string): { folder: string; program: string } {
  if (link.kind !== 'tool') throw new AppError('config/invalid', 'not a program')
  return { folder: link.folder, program: link.program ?? usual }
}

/** The address of the maker's service. */
export function urlOf({ link }: Opening): string {
  if (link.kind !== 'http') throw new AppError('config/invalid', 'not an address')
  return link.url
}

/** A setting, or what it is when nobody has set it. */
export function settingOf({ settings }: Opening, maker: Pick<Maker, 'settings'>, name: string) {
  return settings[name] ?? maker.settings[name]?.otherwise ?? ''
}
