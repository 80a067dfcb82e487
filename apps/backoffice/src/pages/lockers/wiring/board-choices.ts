import { type BoardModel, boardModels } from '@cubby/domain/machine/board-models'
import type { useText } from '../../../text.ts'

type T = ReturnType<typeof useText>['t']

/** Every board that a wiring may name, by maker and name; without door contacts is said, because such doors are never known. */
export const boardChoices = (t: T) =>
  choicesOf(
    t,
    boardModels.filter(({ isHid }) => !isHid),
  )

/** Those that move locks. */
export const lockBoardChoices = (t: T) =>
  choicesOf(
    t,
    boardModels.filter(({ endsPulses }) => endsPulses),
  )

const choicesOf = (t: T, models: readonly BoardModel[]) =>
  models.map(({ model, vendor, name, hasContacts }) => {
    const board = `${vendor} ${name}`
    return { value: model, label: hasContacts ? board : t('wiring.board.no-contacts', { board }) }
  })
