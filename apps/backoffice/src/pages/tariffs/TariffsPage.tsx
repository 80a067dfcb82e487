import { listTariffs } from '@cubby/protocol/operations/tariffs/list-tariffs'
import type { TariffReply } from '@cubby/protocol/operations/tariffs/tariff-shapes'
import { Anchor } from '@mantine/core'
import { IconArchive, IconCheck, IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter, organizationFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

const names = ['q', 'organization', 'state', 'after', 'limit'] as const
const tariffs: ListSource<TariffReply> = (search) =>
  read(listTariffs, { query: asked(search, names) })

const filters = [
  choiceFilter('state', 'filter.state', 'tariff.state', ['current', 'retired']),
  organizationFilter,
]

const columns: readonly Column<TariffReply>[] = [
  {
    id: 'name',
    head: 'tariff.name',
    cell: ({ id, name }) => (
      <Anchor component={Link} href={to.tariff(id)} fw={600}>
        {name}
      </Anchor>
    ),
    csv: ({ name }) => name,
  },
  {
    id: 'organization',
    head: 'tariff.owner',
    cell: ({ organization }) =>
      organization ? <OrganizationName id={organization} /> : <NetworkOperator />,
    csv: ({ organization }) => organization,
  },
  {
    id: 'currency',
    head: 'tariff.currency',
    cell: (row) => row.currency,
    csv: (row) => row.currency,
  },
  {
    id: 'version',
    head: 'tariff.version',
    isNumber: true,
    cell: ({ version }) => version,
    csv: ({ version }) => version,
  },
  {
    id: 'from',
    head: 'tariff.valid-from',
    cell: ({ validFrom }) => <Moment at={validFrom} />,
    csv: ({ validFrom }) => validFrom,
  },
  {
    id: 'state',
    head: 'filter.state',
    cell: (row) => <TariffState tariff={row} />,
    csv: ({ retiredAt }) => (retiredAt ? 'retired' : 'current'),
  },
]

/** How prices are computed. */
export function TariffsPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('tariffs:write')
  return (
    <ListPage
      title="tariffs.title"
      help="tariffs.help"
      search="tariff.name"
      empty="tariffs.empty"
      source={tariffs}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.tariff(id)}
      csv="tariffs"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newTariff())}
        >
          {t('tariffs.new')}
        </ActionButton>
      }
    />
  )
}

function NetworkOperator() {
  const { t } = useText()
  return t('organization.kind.network-operator')
}

/** Whether it may be used for something new. */
export function TariffState({ tariff: { retiredAt } }: { tariff: TariffReply }) {
  const { t } = useText()
  return retiredAt === null ? (
    <Sign color="done" icon={IconCheck}>
      {t('tariff.state.current')}
    </Sign>
  ) : (
    <Sign color="gray" icon={IconArchive} meaning={t('tariff.retired.meaning')}>
      {t('tariff.state.retired')}
    </Sign>
  )
}
