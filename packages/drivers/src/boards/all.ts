import type { BoardDefinition } from '../define-board.ts'
import { cu48 } from './cu48.ts'
import { cu48b } from './cu48b.ts'

/** Every board that a configuration may name. A new board is one file and one line here. */
export const allBoards: readonly BoardDefinition[] = [cu48, cu48b]

/** The board of this model; undefined when there is none. */
export const boardNamed = (model: string) => allBoards.find((board) => board.model === model)
