import type { Side } from '@cubby/domain/cells/layout'
import type { Wiring } from '@cubby/domain/machine/wiring'
import { type DoorToWire, doorKeyOf } from '@cubby/domain/machine/wiring-rules'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { LockerWall } from '@cubby/ui/wall/locker-wall'
import { SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../../../support/Section.tsx'
import { named, useText } from '../../../text.ts'
import { WallFrame } from '../WallFrame.tsx'
import { DoorDialog } from './DoorDialog.tsx'
import { withDoor } from './wiring-draft.ts'

type Props = {
  locker: LockerReply
  wiring: Wiring
  doors: readonly DoorToWire[]
  /** By `doorKeyOf`: what is wrong there. */
  troubled: ReadonlyMap<string, string>
  proved: ReadonlySet<string>
  onChange: (wiring: Wiring) => void
}

/** The wall with the channel of each door on it; a door leads to its wire. */
export function WiredWall({ locker, wiring, doors, troubled, proved, onChange }: Props) {
  const { t } = useText()
  const [side, setSide] = useState<Side>('front')
  const [chosen, setChosen] = useState<DoorToWire | null>(null)
  const wires = new Map(wiring.doors.map((door) => [doorKeyOf(door), door]))
  const order = new Map(
    wiring.buses.flatMap(({ boards }) => boards).map(({ id }, i) => [id, i] as const),
  )
  const hasBack = doors.some((door) => door.side === 'back')
  const at = (cell: DoorToWire['cell']) => doorKeyOf({ cell, side })
  return (
    <Section
      title={t('wiring.doors')}
      tools={
        hasBack && (
          <SegmentedControl
            aria-label={t('locker.side')}
            value={side}
            onChange={(value) => setSide(value === 'back' ? 'back' : 'front')}
            data={[
              { value: 'front', label: t('locker.side.front') },
              { value: 'back', label: t('locker.side.back') },
            ]}
          />
        )
      }
    >
      <Text c="dimmed" mb="md">
        {t('wiring.doors.help')}
      </Text>
      <WallFrame modules={locker.layout.modules}>
        <LockerWall
          modules={locker.layout.modules}
          side={side}
          label={t('wiring.wall.of', { name: locker.name })}
          doorOf={({ id, name }) => {
            const wire = wires.get(at(id))
            const trouble = troubled.get(at(id))
            const where = wire ? `${wire.board} · ${wire.channel}` : t('wiring.wrong.missing')
            const what = trouble ? named(t, 'wiring.wrong', trouble) : where
            const look = trouble ? 'faulty' : proved.has(at(id)) ? 'done' : 'free'
            return { look, label: t('wiring.door.label', { name, what }) }
          }}
          onTop={({ id }, box) => {
            const wire = wires.get(at(id))
            return (
              wire && (
                <Wire text={`${(order.get(wire.board) ?? 0) + 1}·${wire.channel}`} box={box} />
              )
            )
          }}
          onDoor={({ id }) => setChosen(doors.find((door) => doorKeyOf(door) === at(id)) ?? null)}
        />
      </WallFrame>
      <DoorDialog
        door={chosen}
        wiring={wiring}
        trouble={chosen ? troubled.get(doorKeyOf(chosen)) : undefined}
        onClose={() => setChosen(null)}
        onChange={(place) => chosen && onChange(withDoor(wiring, chosen, place))}
      />
    </Section>
  )
}

type WireProps = { text: string; box: { x: number; y: number; width: number; height: number } }

/** The board, counted from 1, and the channel, small beside the name of the door. */
const Wire = ({ text, box }: WireProps) => (
  <text
    className="wall-name"
    x={box.x + 14}
    y={box.y + box.height / 2}
    fontSize={Math.min(box.height * 0.42, 46)}
    dominantBaseline="central"
    opacity={0.75}
  >
    {text}
  </text>
)
