import { checkTerminal } from '@cubby/domain/machine/devices/terminal-rules'
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
  checkTerminal(config, (pointer, code, detail) => void fields.push({ pointer, code, detail }))
  const definition = allTerminals.find(({ model }) => model === config.model)
  if (definition && fields.length === 0) return definition
  const [first] = fields
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : ''
  throw new AppError('config/invalid', `terminal${first?.pointer}: ${first?.detail}${more}`, {
    fields,
  })
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
