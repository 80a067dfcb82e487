import { type CellSpec, cellsOf } from '@cubby/domain/cells/layout'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import type { CellReply, LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import type { Column } from '../../support/list/column.ts'
import { DataTable } from '../../support/list/DataTable.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { LockerFrame } from './LockerFrame.tsx'
import { ServiceSign } from './ServiceSign.tsx'

const cellsQuery = (locker: LockerReply) => read(readCells, { params: { locker: locker.id } })

type Row = { spec: CellSpec; state: CellReply; locker: LockerReply }

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    head: 'cell.name',
    cell: ({ spec, locker }) => (
      <Anchor component={Link} href={to.locker(locker.id, { cell: spec.id })} fw={600}>
        {spec.name}
      </Anchor>
    ),
  },
  { id: 'type', head: 'cell.type', cell: ({ spec }) => spec.type },
  { id: 'door', head: 'cell.door', cell: ({ state }) => <Doors state={state} /> },
  { id: 'use', head: 'cell.use', cell: ({ state }) => <Use state={state} /> },
  {
    id: 'service',
    head: 'cell.service',
    cell: ({ state }) => <ServiceSign service={state.service} />,
  },
  {
    id: 'size',
    head: 'cell.size',
    isNumber: true,
    cell: ({ spec: { size } }) => (
      <span className="ltr">{`${size.height} × ${size.width} × ${size.depth} mm`}</span>
    ),
  },
]

/** Every cell of a locker as a line: the wall for those who read. */
export function LockerCellsPage() {
  return <LockerFrame>{(locker) => <Cells locker={locker} />}</LockerFrame>
}

function Cells({ locker }: { locker: LockerReply }) {
  const { t } = useText()
  const query = useQuery(cellsQuery(locker))
  const specs = new Map(cellsOf(locker.layout).map((spec) => [spec.id, spec]))
  const rowOf = (state: CellReply): Row[] => {
    const spec = specs.get(state.cell)
    return spec ? [{ spec, state, locker }] : []
  }
  return (
    <Shown query={query} lines={8}>
      {({ cells }) => (
        <DataTable
          label={t('locker.tab.cells')}
          columns={columns}
          rows={cells.flatMap(rowOf)}
          idOf={({ spec }) => spec.id}
          hrefOf={({ spec }) => to.locker(locker.id, { cell: spec.id })}
          empty={t('locker.cells.empty')}
        />
      )}
    </Shown>
  )
}

function Doors({ state }: { state: CellReply }) {
  const { t } = useText()
  return state.doors.map(({ door }) => t(`cell.door.${door}`)).join(', ')
}

function Use({ state }: { state: CellReply }) {
  const { t } = useText()
  return t(`cell.use.${state.use}`)
}
