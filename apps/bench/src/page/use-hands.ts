import type { Side } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { BenchAsk } from '@cubby/protocol/bench/hands'
import type { BenchCell, BenchState } from '@cubby/protocol/bench/state'
import { useCallback, useState } from 'react'
import type { BenchClient } from '../machine/bench-client.ts'
import { cellOf } from '../machine/doors.ts'
import { type Parcel, useTray } from '../machine/tray.ts'
import type { DoorAct } from '../panels/DoorPanel.tsx'
import type { Held, Place } from './drag.ts'

export type Problem = 'problem.closed' | 'problem.full' | 'problem.failed'
const RECENT_MAX = 6

/** Everything that hands do at the machine, and what went wrong last. */
export function useHands(client: BenchClient, state: BenchState, side: Side) {
  const tray = useTray()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [recent, setRecent] = useState<readonly string[]>([])
  const act = async (hand: BenchAsk): Promise<boolean> => {
    const code = await client.act(hand)
    setProblem(
      code === null ? null : code === 'conflict/state' ? 'problem.closed' : 'problem.failed',
    )
    return code === null
  }
  const scan = (text: string) => {
    setRecent((before) => [text, ...before.filter((each) => each !== text)].slice(0, RECENT_MAX))
    void act({ do: 'scan', text, side })
  }
  const put = async (parcel: Parcel, cell: CellId) => {
    if (cellOf(state, cell)?.item) return setProblem('problem.full')
    if (await act({ do: 'put-item', cell, side, label: parcel.label })) tray.remove(parcel.key)
  }
  const take = async ({ id, item }: BenchCell): Promise<boolean> => {
    const isTaken = await act({ do: 'take-item', cell: id, side })
    if (isTaken) tray.add({ label: item?.label ?? null, size: 'medium' })
    return isTaken
  }
  const atDoor = (what: DoorAct, cell: BenchCell) =>
    void (what === 'take-item' ? take(cell) : act({ do: what, cell: cell.id, side }))
  /** Out of one door and into another; what does not get in stays in the hands. */
  const move = async (from: BenchCell, into: CellId) => {
    const label = from.item?.label ?? null
    if (cellOf(state, into)?.item) return setProblem('problem.full')
    if (!(await act({ do: 'take-item', cell: from.id, side }))) return
    if (!(await act({ do: 'put-item', cell: into, side, label })))
      tray.add({ label, size: 'medium' })
  }
  const drop = (held: Held, place: Place) => {
    const from = held.from.startsWith('cell:') ? cellOf(state, cellAt(held.from)) : null
    if (place === 'scanner') return void (held.parcel.label !== null && scan(held.parcel.label))
    if (place === 'tray') return void (from && take(from))
    const into = cellAt(place)
    if (!from) return void put(held.parcel, into)
    void move(from, into)
  }
  return {
    tray,
    recent,
    problem,
    forgive: useCallback(() => setProblem(null), []),
    act: (hand: BenchAsk) => void act(hand),
    scan,
    put: (parcel: Parcel, cell: BenchCell) => void put(parcel, cell.id),
    atDoor,
    drop,
  }
}

const cellAt = (place: Place) => place.slice('cell:'.length) as CellId
