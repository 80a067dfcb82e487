import { assert } from '@cubby/kit/assert'
import type { Millis } from '@cubby/kit/clock'
import type { Note } from '../define-board.ts'
import type { OperationKind } from './payment.ts'

/**
 * How a lost answer is found. `by-id`: the terminal is asked for our own id. `by-mark`: its last operation is
 * compared with what it was before. `by-files`: the maker's program leaves its answer on the disk, also when
 * we died meanwhile; where it left none, only people can tell.
 */
export type FindingOut = 'by-id' | 'by-mark' | 'by-files' | 'by-people'

/** A payment terminal is what its maker's papers say; the code beside it speaks its protocol. */
export type TerminalDefinition = {
  /** The name in configuration files. Never renamed. */
  model: string
  vendor: string
  name: string
  links: readonly ('tcp' | 'serial' | 'http' | 'tool')[]
  findingOut: FindingOut
  operations: readonly OperationKind[]
  /** Whether the terminal can be asked for its last operation. */
  tellsLast: boolean
  /** Whether money can be promised first and taken when the door has opened. */
  hasVending: boolean
  /** Whether it can be asked to stop while a customer looks for the card. */
  canAbort: boolean
  /** The whole of a sale, customer included and however much progress is told. Past this it is stopped, where that can be, and unknown. */
  patience: Millis
  settlePatience: Millis
  confidence: 'official-document' | 'running-terminal' | 'hearsay'
  caveats: readonly Note[]
  /** What its makers offer and we do not, and why. */
  notSupported: readonly Note[]
}

/** Checks what the types cannot say. */
export function defineTerminal(definition: TerminalDefinition): TerminalDefinition {
  const { model, operations } = definition
  assert(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(model), `${model}: lower case words joined by dashes`)
  assert(operations.includes('sale'), `${model}: a terminal that cannot sell is none`)
  assert(
    ['refund', 'void', 'reverse-last'].some((kind) =>
      (operations as readonly string[]).includes(kind),
    ),
    `${model}: money that cannot be given back must not be taken`,
  )
  return definition
}
