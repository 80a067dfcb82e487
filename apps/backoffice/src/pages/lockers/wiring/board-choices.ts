import { boardModels } from '@cubby/domain/machine/board-models'
import type { useText } from '../../../text.ts'

/** Every board that a wiring may name, by maker and name; without door contacts is said, because such doors are never known. */
export const boardChoices = (t: ReturnType<typeof useText>['t']) =>
  boardModels.map(({ model, vendor, name, hasContacts }) => {
    const board = `${vendor} ${name}`
    return { value: model, label: hasContacts ? board : t('wiring.board.no-contacts', { board }) }
  })
