import { Anchor } from '@mantine/core'
import { Link } from '../../support/Link.tsx'
import type { Column } from '../../support/list/column.ts'
import { Moment } from '../../support/Moment.tsx'
import { Millimetres } from '../Millimetres.tsx'
import { ModelState } from './ModelState.tsx'

type Model = {
  id: string
  name: string
  latestVersion: number
  releasedVersion: number | null
  widthMm: number
  cells: number
  changedAt: string
}

/** The columns that lists of models have in common. */
export const modelColumns = <Row extends Model>(
  hrefOf: (row: Row) => string,
): Record<'name' | 'state' | 'cells' | 'width' | 'changed', Column<Row>> => ({
  name: {
    id: 'name',
    head: 'model.name',
    cell: (row) => (
      <Anchor component={Link} href={hrefOf(row)} fw={600}>
        {row.name}
      </Anchor>
    ),
    csv: ({ name }) => name,
  },
  state: {
    id: 'state',
    head: 'model.state',
    cell: ({ releasedVersion, latestVersion }) => (
      <ModelState
        isReleased={releasedVersion !== null}
        hasNewer={releasedVersion !== null && releasedVersion < latestVersion}
      />
    ),
    csv: ({ releasedVersion }) => (releasedVersion === null ? 'draft' : 'released'),
  },
  cells: counted('cells', 'model.cells', ({ cells }) => cells),
  width: {
    id: 'width',
    head: 'model.width',
    isNumber: true,
    cell: ({ widthMm }) => <Millimetres value={widthMm} />,
    csv: ({ widthMm }) => widthMm,
  },
  changed: {
    id: 'changed',
    head: 'model.changed',
    cell: ({ changedAt }) => <Moment at={changedAt} />,
    csv: ({ changedAt }) => changedAt,
  },
})

/** A column of plain numbers. */
export const counted = <Row,>(
  id: string,
  head: Column<Row>['head'],
  read: (row: Row) => number,
): Column<Row> => ({ id, head, isNumber: true, cell: read, csv: read })
