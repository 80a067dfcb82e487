import { listRentals } from '@cubby/protocol/operations/rentals/list-rentals'
import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import { Anchor } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import {
  choiceFilter,
  lockerFilter,
  organizationFilter,
  useOrganizations,
} from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { LockerName } from '../../support/Name.tsx'
import { useText } from '../../text.ts'
import { PriceText } from './PriceText.tsx'
import { RentalState } from './RentalState.tsx'

const rentals: ListSource<RentalReply> = (search) =>
  read(listRentals, { query: asked(search, ['organization', 'locker', 'state', 'after', 'limit']) })

const filters = [
  choiceFilter('state', 'filter.state', 'rental.state', ['running', 'to-come', 'over']),
  organizationFilter,
  lockerFilter,
]

function TenantLink({ id, organization }: RentalReply) {
  const name = useOrganizations().find(({ value }) => value === organization)?.label
  return (
    <Anchor component={Link} href={to.rental(id)} fw={600}>
      {name ?? organization}
    </Anchor>
  )
}

const columns: readonly Column<RentalReply>[] = [
  {
    id: 'tenant',
    head: 'cell.tenant',
    cell: (row) => <TenantLink {...row} />,
    csv: (row) => row.organization,
  },
  {
    id: 'state',
    head: 'filter.state',
    cell: ({ state }) => <RentalState state={state} />,
    csv: ({ state }) => state,
  },
  {
    id: 'locker',
    head: 'filter.locker',
    cell: ({ locker }) => <LockerName id={locker} />,
    csv: ({ locker }) => locker,
  },
  {
    id: 'cells',
    head: 'rental.cells',
    isNumber: true,
    cell: ({ cells }) => cells.length,
    csv: ({ cells }) => cells.length,
  },
  {
    id: 'from',
    head: 'rental.from',
    cell: ({ from }) => <Moment at={from} />,
    csv: ({ from }) => from,
  },
  {
    id: 'until',
    head: 'rental.until',
    cell: ({ until }) => <Moment at={until} />,
    csv: ({ until }) => until,
  },
  {
    id: 'price',
    head: 'rental.price',
    cell: ({ price }) => <PriceText price={price} />,
    csv: ({ price }) => `${price.amount} ${price.currency} / ${price.per}`,
  },
]

/** Which cells belong to whom, and until when. */
export function RentalsPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('rentals:write')
  return (
    <ListPage
      title="rentals.title"
      help="rentals.help"
      empty="rentals.empty"
      source={rentals}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.rental(id)}
      csv="cubby-rentals"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newRental())}
        >
          {t('rentals.new')}
        </ActionButton>
      }
    />
  )
}
