import { exportNetwork } from '@cubby/protocol/operations/network/export-network'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import {
  type LocationReply,
  locationStatuses,
} from '@cubby/protocol/operations/locations/location-shapes'
import { Anchor, Button, Text } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import type { ListSearch } from '../../support/list/list-search.ts'
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'
import { OpenSign } from './OpenSign.tsx'
import { useCountries } from './use-countries.ts'

const MINUTE = 60_000

/** `open=now` in the address is this minute at the server. */
const moment = ({ open }: ListSearch) =>
  open === 'now' ? { openAt: new Date(Math.floor(Date.now() / MINUTE) * MINUTE).toISOString() } : {}

const locations: ListSource<LocationReply> = (search) =>
  read(listLocations, {
    query: asked({ ...search, ...moment(search) }, [
      'q',
      'city',
      'country',
      'status',
      'openAt',
      'after',
      'limit',
    ]),
  })

const filters = [
  choiceFilter('status', 'location.status', 'location.status', locationStatuses),
  choiceFilter('open', 'location.open-filter', 'location.open-filter', ['now']),
  { name: 'country', label: 'location.country' as const, useChoices: useCountries },
]

const columns: readonly Column<LocationReply>[] = [
  {
    id: 'name',
    head: 'location.name',
    cell: ({ id, name, code }) => (
      <>
        <Anchor component={Link} href={to.location(id)} fw={600}>
          {name}
        </Anchor>
        {code && (
          <Text size="sm" c="dimmed">
            {code}
          </Text>
        )}
      </>
    ),
  },
  {
    id: 'address',
    head: 'location.address',
    cell: ({ address }) => (
      <>
        <Text>{address.line1}</Text>
        <Text size="sm" c="dimmed">
          {address.postCode} {address.city}, {address.country}
        </Text>
      </>
    ),
  },
  { id: 'open', head: 'location.open', cell: (row) => <OpenSign {...row} /> },
  { id: 'lockers', head: 'lockers.title', isNumber: true, cell: ({ lockers }) => lockers },
  {
    id: 'hours',
    head: 'location.hours',
    isExtra: true,
    cell: ({ openingHours }) => <span className="ltr">{openingHours ?? '–'}</span>,
  },
  {
    id: 'time-zone',
    head: 'location.time-zone',
    isExtra: true,
    cell: ({ timeZone }) => <span className="ltr">{timeZone}</span>,
  },
  {
    id: 'created',
    head: 'locker.created',
    isExtra: true,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
]

/** The places of the network. */
export function LocationsPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('network:write')
  return (
    <ListPage
      title="locations.title"
      help="locations.help"
      search="locations.search"
      empty="locations.empty"
      source={locations}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.location(id)}
      csv={() => exportNetwork.path}
      actions={
        <>
          <Button
            component={Link}
            href={to.importNetwork()}
            variant="default"
            leftSection={<IconFileImport size={18} aria-hidden />}
          >
            {t('import.title')}
          </Button>
          <ActionButton
            leftSection={<IconPlus size={18} aria-hidden />}
            disabledReason={forbidden}
            onClick={() => go(to.newLocation())}
          >
            {t('locations.new')}
          </ActionButton>
        </>
      }
    />
  )
}
