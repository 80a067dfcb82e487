import { serviceStates } from '@cubby/domain/machine/service'
import { exportLockers } from '@cubby/protocol/operations/lockers/export-lockers'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { linkStates, type LockerSummary } from '@cubby/protocol/operations/lockers/locker-shapes'
import { pathOf } from '@cubby/sdk/api-client'
import { Anchor, Button, Text } from '@mantine/core'
import { IconAdjustments, IconMap2, IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter, locationFilter, segmentFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { type Bulk, ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'
import { LinkSign } from './LinkSign.tsx'
import { LockerServiceSign } from './service/LockerServiceSign.tsx'

const narrowing = ['q', 'link', 'service', 'segment', 'location']

const lockers: ListSource<LockerSummary> = (search) =>
  read(listLockers, { query: asked(search, [...narrowing, 'sort', 'after', 'limit']) })

const filters = [
  choiceFilter('link', 'filter.link', 'locker.link', linkStates),
  choiceFilter('service', 'machine.service', 'machine.service', serviceStates),
  segmentFilter,
  locationFilter,
]

const columns: readonly Column<LockerSummary>[] = [
  {
    id: 'name',
    head: 'locker.name',
    sort: 'name',
    cell: ({ id, name }) => (
      <Anchor component={Link} href={to.locker(id)} fw={600}>
        {name}
      </Anchor>
    ),
  },
  {
    id: 'place',
    head: 'locker.place',
    cell: ({ place }) => (
      <>
        <Text>{place.name}</Text>
        <Text size="sm" c="dimmed">
          {place.city}
        </Text>
      </>
    ),
  },
  { id: 'link', head: 'locker.link', cell: ({ link }) => <LinkSign link={link} /> },
  {
    id: 'service',
    head: 'machine.service',
    cell: ({ service }) => <LockerServiceSign service={service} />,
  },
  { id: 'cells', head: 'locker.cells', isNumber: true, cell: ({ cells }) => cells },
  {
    id: 'seen',
    head: 'locker.seen',
    sort: 'last-seen',
    cell: ({ lastSeenAt }) => (lastSeenAt ? <Moment at={lastSeenAt} /> : '–'),
  },
  {
    id: 'version',
    head: 'locker.version',
    isExtra: true,
    cell: ({ deviceVersion }) => deviceVersion ?? '–',
  },
  {
    id: 'created',
    head: 'locker.created',
    sort: 'created',
    isExtra: true,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
]

const bulk: Bulk<LockerSummary> = {
  mayChoose: () => true,
  nameOf: ({ name }) => name,
  actions: (chosen) => <Configure lockers={chosen} />,
}

/** The machines of the network. */
export function LockersPage() {
  const { t } = useText()
  const forbidden = useForbidden('configuration:write')
  return (
    <ListPage
      title="lockers.title"
      help="lockers.help"
      search="lockers.search"
      empty="lockers.empty"
      source={lockers}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.locker(id)}
      csv={(search) => pathOf(exportLockers, { query: asked(search, narrowing) })}
      {...(forbidden === undefined ? { bulk } : {})}
      actions={
        <>
          <Button
            component={Link}
            href={to.lockerMap()}
            variant="default"
            leftSection={<IconMap2 size={18} aria-hidden />}
          >
            {t('lockers.map')}
          </Button>
          <Button
            component={Link}
            href={to.newLocker()}
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {t('establish.title')}
          </Button>
        </>
      }
    />
  )
}

/** To the page that sets one value for all that are chosen. */
function Configure({ lockers: chosen }: { lockers: readonly LockerSummary[] }) {
  const { t } = useText()
  const go = useGo()
  return (
    <ActionButton
      size="sm"
      leftSection={<IconAdjustments size={16} aria-hidden />}
      onClick={() => go(to.manyConfigurations({ lockers: chosen.map(({ id }) => id).join(',') }))}
    >
      {t('lockers.configure')}
    </ActionButton>
  )
}
