import type { Side } from '@cubby/domain/cells/layout'
import type { BenchCell, BenchState } from '@cubby/protocol/bench/state'
import { useState } from 'react'
import { cellsOf, doorWords } from '../machine/doors.ts'
import { useText } from '../text.ts'

type Props = {
  state: BenchState
  side: Side
  /** The door that was chosen. */
  cell: BenchCell | null
  scanned: string | undefined
}

/** Says in words what happens at the machine, for people who do not see it. */
export function Announcer({ state, side, cell, scanned }: Props) {
  const { t } = useText()
  const open = openDoors(state)
  const [before, setBefore] = useState(open)
  const [said, setSaid] = useState('')
  const [lastScan, setLastScan] = useState(scanned)
  if (scanned !== lastScan) {
    setLastScan(scanned)
    setSaid(t('scanner.done', { text: scanned ?? '' }))
  }
  if (open !== before) {
    setBefore(open)
    const [was, is] = [before.split(' '), open.split(' ')]
    const changed = [
      ...is
        .filter((door) => door !== '' && !was.includes(door))
        .map((door) => t('wall.opened', { door })),
      ...was
        .filter((door) => door !== '' && !is.includes(door))
        .map((door) => t('wall.closed', { door })),
    ]
    setSaid(changed.join(' '))
  }
  const door = cell?.doors[side]
  return (
    <>
      <p className="words-only" aria-live="polite" data-testid="announcer">
        {said}
      </p>
      <p className="words-only" aria-live="polite">
        {cell && door && doorWords(t, cell, door, true)}
      </p>
    </>
  )
}

/** The names of all doors that stand open, as one text. */
const openDoors = (state: BenchState) =>
  cellsOf(state)
    .filter(({ doors }) => Object.values(doors).some(({ door }) => door === 'open'))
    .map(({ name }) => name)
    .join(' ')
