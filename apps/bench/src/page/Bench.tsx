import type { Side } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { BenchCell, BenchState } from '@cubby/protocol/bench/state'
import { type PointerEvent, type ReactNode, useState } from 'react'
import type { BenchClient } from '../machine/bench-client.ts'
import { cellOf, sidesOf } from '../machine/doors.ts'
import { DoorPanel } from '../panels/DoorPanel.tsx'
import { Faults } from '../panels/Faults.tsx'
import { MachineScreen } from '../panels/MachineScreen.tsx'
import { Scanner } from '../panels/Scanner.tsx'
import { ParcelBox, Tray } from '../panels/Tray.tsx'
import { WireLog } from '../panels/WireLog.tsx'
import { Announcer } from './Announcer.tsx'
import { type Dragging, useDrag } from './drag.ts'
import { Machine } from './Machine.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { useIsNarrow } from './settings.ts'
import { useHands } from './use-hands.ts'
import { ViewTabs, type View } from './ViewTabs.tsx'

/** The machine, its screen, its faults and its wires: side by side, or behind tabs where there is no room. */
export function Bench({ client, state }: { client: BenchClient; state: BenchState }) {
  const sides = sidesOf(state)
  const [side, setSide] = useState<Side>(sides[0] ?? 'front')
  const [selected, setSelected] = useState<CellId | null>(null)
  const [board, setBoard] = useState<string | null>(null)
  const [view, setView] = useState<View>('machine')
  const isNarrow = useIsNarrow()
  const hands = useHands(client, state, side)
  const drag = useDrag(hands.drop)
  const { dragging } = drag
  const part = (name: View, content: ReactNode) => (
    <div className={`part part-${name}`} id={`part-${name}`} hidden={isNarrow && view !== name}>
      {content}
    </div>
  )
  return (
    <>
      {isNarrow && <ViewTabs view={view} onView={setView} />}
      <div className={`bench ${dragging ? 'bench-dragging' : ''}`}>
        {part(
          'machine',
          <Standing
            state={state}
            sides={sides}
            side={side}
            onSide={setSide}
            board={board}
            hands={hands}
            drag={drag}
            selected={selected}
            onSelect={setSelected}
          />,
        )}
        <div className="beside">
          {part('screen', <MachineScreen url={state.kioskUrl} />)}
          {part('faults', <Faults state={state} onAct={hands.act} onLook={setBoard} />)}
        </div>
        {part('wires', <WireLog client={client} state={state} />)}
      </div>
      <Announcer
        cell={cellOf(state, selected)}
        state={state}
        side={side}
        scanned={hands.recent[0]}
      />
      <ProblemNote problem={hands.problem} onClose={hands.forgive} />
      {dragging && <Ghost {...dragging} />}
    </>
  )
}

type StandingProps = {
  state: BenchState
  sides: readonly Side[]
  side: Side
  onSide: (side: Side) => void
  board: string | null
  hands: ReturnType<typeof useHands>
  drag: ReturnType<typeof useDrag>
  selected: CellId | null
  onSelect: (cell: CellId | null) => void
}

/** Where the body stands: before the wall, with what it holds and what it can reach. */
function Standing({ state, side, hands, drag, selected, onSelect, ...wall }: StandingProps) {
  const { dragging, begin } = drag
  const over = dragging?.over ?? null
  const grab = ({ id, item }: BenchCell, event: PointerEvent) => {
    const parcel = { key: id, size: 'medium', label: item?.label ?? null } as const
    begin({ parcel, from: `cell:${id}` }, event)
  }
  return (
    <>
      <Machine
        {...wall}
        state={state}
        side={side}
        selected={selected}
        onSelect={onSelect}
        over={over?.startsWith('cell:') ? (over.slice('cell:'.length) as CellId) : null}
        onPlug={(isIn) => hands.act({ do: isIn ? 'plug-in' : 'pull-plug' })}
        onGrab={grab}
      />
      <DoorPanel
        state={state}
        side={side}
        selected={selected}
        onSelect={onSelect}
        parcels={hands.tray.parcels}
        onAct={hands.atDoor}
        onPut={hands.put}
      />
      <div className="objects">
        <Tray
          tray={hands.tray}
          isOver={over === 'tray'}
          onScan={hands.scan}
          onGrab={(parcel, event) => begin({ parcel, from: 'tray' }, event)}
        />
        <Scanner isOver={over === 'scanner'} recent={hands.recent} onScan={hands.scan} />
      </div>
    </>
  )
}

function Ghost({ parcel, x, y }: Dragging) {
  return (
    <div className="ghost" style={{ left: x, top: y }} aria-hidden>
      <ParcelBox parcel={parcel} />
    </div>
  )
}
