import type { DoorName } from '@cubby/domain/machine/wiring'
import { doorKeyOf } from '@cubby/domain/machine/wiring-rules'
import type { TestedDoor } from '@cubby/protocol/operations/wiring/wiring-shapes'

export const isSame = (one: DoorName, other: DoorName) => doorKeyOf(one) === doorKeyOf(other)

/** The door to ask about: the first that is not proved, and those that did not open when nothing else is left. */
export function nextDoor(
  doors: readonly TestedDoor[],
  later: readonly DoorName[],
): TestedDoor | undefined {
  const open = doors.filter(({ proof }) => proof !== 'right')
  return (
    open.find((door) => door.proof === 'untried' && !later.some((each) => isSame(each, door))) ??
    open.find((door) => !later.some((each) => isSame(each, door))) ??
    open[0]
  )
}
