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

type Asked = NonNullable<TestedDoor['command']>

/**
 * The door that was opened last, when nobody has said yet what it did: the question is still to be asked, whoever opens the page. Not one
 * that the locker refused, nor an earlier one: nobody remembers that.
 */
export function unansweredDoor(
  doors: readonly TestedDoor[],
): { door: TestedDoor; command: Asked } | null {
  let last: { door: TestedDoor; command: Asked } | null = null
  for (const door of doors)
    // Ids grow with time.
    if (door.command && (last === null || door.command.id > last.command.id))
      last = { door, command: door.command }
  if (last === null || last.door.answeredAt !== null) return null
  const { status } = last.command
  return status === 'refused' || status === 'expired' ? null : last
}
