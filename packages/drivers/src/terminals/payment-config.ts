import { AppError, type FieldError } from '@cubby/kit/app-error'
import type { Clock, Millis } from '@cubby/kit/clock'
import { allTerminals, makers } from './all.ts'
import type { TerminalDefinition } from './define-terminal.ts'
import { GuardedTerminal } from './guarded-terminal.ts'
import type { Begun, PaymentMemory } from './payment.ts'
import type { PaymentTerminal } from './payment-terminal.ts'
import type { TerminalDriver } from './terminal-driver.ts'

/** How the payment terminal of one locker is connected: part of the locker's configuration. */
export type PaymentTerminalConfig = {
  model: string
  /** ISO 4217; the terminal takes nothing else. */
  currency: string
  link: TerminalLink
  /** What only some models want, by the names of their page in `docs/devices/payment-terminals.md`. */
  settings?: Record<string, string>
  /** Shorter than the model's own patience in tests only. */
  patience?: Millis
  lookUpFirst?: Millis
}

export type TerminalLink =
  | { kind: 'tcp'; host: string; port: number }
  | { kind: 'serial'; path: string; baudRate?: number }
  | { kind: 'http'; url: string }
  /** The maker's own program: the folder it lives in, and its name when it is not the usual one. */
  | { kind: 'tool'; folder: string; program?: string }

/** Throws `config/invalid` that names every mistake at its place. */
export function checkTerminalConfig(config: PaymentTerminalConfig): TerminalDefinition {
  const fields: FieldError[] = []
  const wrong = (pointer: string, code: string, detail: string) =>
    void fields.push({ pointer, code, detail })
  const definition = allTerminals.find(({ model }) => model === config.model)
  if (!definition) {
    const known = allTerminals.map(({ model }) => model).join(', ')
    wrong('/model', 'unknown', `there is no terminal ${config.model}; known are ${known}`)
  }
  if (!/^[A-Z]{3}$/.test(config.currency))
    wrong('/currency', 'wrong-format', 'a currency is three capital letters')
  checkLink(config.link, wrong)
  if (definition && !definition.links.includes(config.link.kind))
    wrong('/link/kind', 'contradiction', `${definition.name} is reached by ${definition.links.join(' or ')}`) // prettier-ignore
  const known = makers[config.model]?.settings ?? {}
  for (const [name, value] of Object.entries(config.settings ?? {})) {
    const setting = Object.hasOwn(known, name) ? known[name] : undefined
    if (!setting) wrong(`/settings/${name}`, 'unknown', `${config.model} has no such setting`)
    else if (!setting.form.test(value)) wrong(`/settings/${name}`, 'wrong-format', setting.meaning)
  }
  if (definition && fields.length === 0) return definition
  const [first] = fields
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : ''
  throw new AppError('config/invalid', `terminal${first?.pointer}: ${first?.detail}${more}`, {
    fields,
  })
}

type Wrong = (pointer: string, code: string, detail: string) => void

function checkLink(link: TerminalLink, wrong: Wrong) {
  switch (link.kind) {
    case 'tcp':
      if (!link.host) wrong('/link/host', 'missing', 'name the terminal by address or host name')
      if (!Number.isInteger(link.port) || link.port < 1 || link.port > 65_535)
        wrong('/link/port', 'out-of-range', 'a port is a whole number between 1 and 65535')
      return
    case 'serial': {
      const { path, baudRate = 9_600 } = link
      if (!path) wrong('/link/path', 'missing', 'name the port, for example /dev/serial/by-id/…')
      if (!Number.isInteger(baudRate) || baudRate < 300 || baudRate > 1_000_000)
        wrong('/link/baudRate', 'out-of-range', 'a baud rate is a whole number between 300 and 1000000') // prettier-ignore
      return
    }
    case 'http':
      if (!URL.canParse(link.url) || new URL(link.url).protocol !== 'http:')
        wrong('/link/url', 'wrong-format', 'an address such as http://localhost:9015/')
      return
    case 'tool':
      if (!link.folder) wrong('/link/folder', 'missing', 'name the folder of the maker’s program')
      if (link.program !== undefined && /[/\\]|^\.*$/.test(link.program))
        wrong('/link/program', 'wrong-format', 'the name of a program inside that folder')
      return
    default:
      wrong('/link/kind', 'unknown', 'a link is tcp, serial, http or tool')
  }
}

/**
 * Opens the terminal of a configuration. It resolves by itself what was open before; see `PaymentTerminal.state`. What was asked of
 * another terminal (`isOurs` says so) only people can resolve: this one would say that nothing happened.
 */
export function openPaymentTerminal(
  config: PaymentTerminalConfig,
  deps: { clock: Clock; memory: PaymentMemory; isOurs?: (begun: Begun) => boolean },
): PaymentTerminal {
  const definition = checkTerminalConfig(config)
  const maker = makers[definition.model]
  if (!maker) throw new AppError('config/invalid', `nobody drives ${definition.model}`)
  const opened = maker.open({
    link: config.link,
    settings: config.settings ?? {},
    currency: config.currency,
    clock: deps.clock,
    patience: config.patience ?? definition.patience,
    settlePatience: definition.settlePatience,
  })
  const { currency, lookUpFirst } = config
  const { clock, memory, isOurs } = deps
  const driver = isOurs ? knowingItsOwn(opened, isOurs) : opened
  return new GuardedTerminal({ definition, driver, currency, lookUpFirst, clock, memory })
}

/** The same driver, which says of what it was not asked that there is no telling. */
function knowingItsOwn(driver: TerminalDriver, isOurs: (begun: Begun) => boolean): TerminalDriver {
  const why = 'another terminal was asked, which is not connected any more'
  return {
    prepare: (asked) => driver.prepare(asked),
    perform: (begun, tell) => driver.perform(begun, tell),
    lookUp: async (begun) => (isOurs(begun) ? driver.lookUp(begun) : { found: 'no-telling', why }),
    queryLast: () => driver.queryLast(),
    abort: () => driver.abort(),
    [Symbol.asyncDispose]: () => driver[Symbol.asyncDispose](),
  }
}
