import { cellsOf, type Side } from '@cubby/domain/cells/layout'
import type { CellId, LockerId } from '@cubby/kit/ids'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { listRentals } from '@cubby/protocol/operations/rentals/list-rentals'
import { LockerWall, type DoorView } from '@cubby/ui/wall/locker-wall'
import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { WallFrame } from '../lockers/WallFrame.tsx'

type Props = {
  locker: LockerId | null
  chosen: readonly CellId[]
  error: string | undefined
  onChoose: (cells: CellId[]) => void
}

/** The doors of a locker, to press those that are to be rented out. */
export function CellChoice({ locker, ...props }: Props) {
  const { t } = useText()
  if (locker === null) return <Text c="dimmed">{t('rental.wall.choose')}</Text>
  return <Doors locker={locker} {...props} />
}

function Doors({ locker, ...props }: Props & { locker: LockerId }) {
  const query = useQuery(read(readLocker, { params: { locker } }))
  const rentals = useQuery(read(listRentals, { query: { locker, limit: 200 } }))
  const taken = new Set(
    (rentals.data?.items ?? [])
      .filter(({ state }) => state !== 'over')
      .flatMap(({ cells }) => cells),
  )
  return (
    <Shown query={query} lines={6}>
      {(data) => <Wall {...props} locker={data} taken={taken} />}
    </Shown>
  )
}

type WallProps = Omit<Props, 'locker'> & { locker: LockerReply; taken: ReadonlySet<CellId> }

function Wall({ locker, chosen, taken, error, onChoose }: WallProps) {
  const { t } = useText()
  const [side, setSide] = useState<Side>('front')
  const { modules } = locker.layout
  const hasBack = cellsOf(locker.layout).some(({ sides }) => sides.includes('back'))
  const lookOf = ({ id, name }: { id: CellId; name: string }): DoorView => {
    if (chosen.includes(id)) return { look: 'yours', label: t('rental.wall.chosen', { name }) }
    // One that is rented out later may be free until then: only the server can tell, and says so at the field.
    if (taken.has(id)) return { look: 'blocked', label: t('rental.wall.taken', { name }) }
    return { look: 'free', label: t('rental.wall.free', { name }) }
  }
  const press = ({ id }: { id: CellId }) =>
    onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
  return (
    <Stack gap="sm">
      {hasBack && (
        <SegmentedControl
          aria-label={t('locker.side')}
          value={side}
          onChange={(value) => setSide(value === 'back' ? 'back' : 'front')}
          data={[
            { value: 'front', label: t('locker.side.front') },
            { value: 'back', label: t('locker.side.back') },
          ]}
        />
      )}
      <WallFrame modules={modules}>
        <LockerWall
          modules={modules}
          side={side}
          label={t('rental.wall', { name: locker.name })}
          doorOf={lookOf}
          onDoor={press}
        />
      </WallFrame>
      <Text aria-live="polite">{t('rental.cells.count', { count: chosen.length })}</Text>
      {error && (
        <Text c="alarm" size="sm" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  )
}
