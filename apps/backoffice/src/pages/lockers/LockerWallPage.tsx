import { cellsOf, type Side } from '@cubby/domain/cells/layout'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { LockerWall } from '@cubby/ui/wall/locker-wall'
import { SegmentedControl, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { useListSearch } from '../../support/list/list-search.ts'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { CellDrawer } from './CellDrawer.tsx'
import { cellLook } from './cell-look.ts'
import { LeavingCells } from './LeavingCells.tsx'
import { LockerFrame } from './LockerFrame.tsx'
import { TenantList, TenantMark, tenantNumber, useRunningRentals } from './Tenants.tsx'
import { WallFrame } from './WallFrame.tsx'
import { WallLegend } from './WallLegend.tsx'

const cellsQuery = (locker: LockerReply) => read(readCells, { params: { locker: locker.id } })

/** The machine as it stands there now. A door leads to what is behind it. */
export function LockerWallPage() {
  return <LockerFrame>{(locker) => <Wall locker={locker} />}</LockerFrame>
}

function Wall({ locker }: { locker: LockerReply }) {
  const { t } = useText()
  const query = useQuery(cellsQuery(locker))
  const rentals = useRunningRentals(locker.id)
  const { search, change } = useListSearch()
  const [side, setSide] = useState<Side>('front')
  const specs = cellsOf(locker.layout)
  const hasBack = specs.some(({ sides }) => sides.includes('back'))
  const chosen = specs.find(({ id }) => id === search['cell'])
  return (
    <Stack>
      <Section
        title={t('locker.wall')}
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
        <Shown query={query} lines={8}>
          {({ cells }) => (
            <>
              <WallFrame modules={locker.layout.modules}>
                <LockerWall
                  modules={locker.layout.modules}
                  side={side}
                  label={t('locker.wall.of', { name: locker.name })}
                  selected={chosen?.id ?? null}
                  doorOf={({ id, name }) =>
                    cellLook(
                      t,
                      cells.find(({ cell }) => cell === id),
                      name,
                      side,
                    )
                  }
                  onDoor={({ id }) => change({ cell: id }, { replace: true })}
                  onTop={({ id }, box) => {
                    const number = tenantNumber(rentals, id)
                    return number === null ? null : <TenantMark number={number} box={box} />
                  }}
                />
              </WallFrame>
              <WallLegend />
              <TenantList locker={locker} rentals={rentals} />
              <CellDrawer
                locker={locker}
                spec={chosen}
                state={cells.find(({ cell }) => cell === chosen?.id)}
                tenant={
                  rentals.find((rental) => chosen && rental.cells.includes(chosen.id)) ?? null
                }
                onClose={() => change({ cell: null }, { replace: true })}
              />
            </>
          )}
        </Shown>
      </Section>
      {query.data && <LeavingCells locker={locker} cells={query.data.cells} />}
    </Stack>
  )
}
