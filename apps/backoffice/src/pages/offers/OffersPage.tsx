import { listOffers } from '@cubby/protocol/operations/offers/list-offers'
import { offerKinds, type OfferReply } from '@cubby/protocol/operations/offers/offer-shapes'
import { Anchor } from '@mantine/core'
import { IconCheck, IconPlayerPause, IconPlus } from '@tabler/icons-react'
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
import { offerName } from './offer-name.ts'

const names = ['organization', 'kind', 'state', 'after', 'limit'] as const
const offers: ListSource<OfferReply> = (search) => read(listOffers, { query: asked(search, names) })

const filters = [
  choiceFilter('kind', 'filter.kind', 'offer.kind', offerKinds),
  choiceFilter('state', 'filter.state', 'offer.state', ['on', 'off']),
  organizationFilter,
]

const columns: readonly Column<OfferReply>[] = [
  {
    id: 'name',
    head: 'offer.name',
    cell: (row) => <Name offer={row} />,
    csv: ({ names: each }) => each.map(({ name }) => name).join(' / '),
  },
  { id: 'kind', head: 'filter.kind', cell: (row) => <Kind offer={row} />, csv: ({ kind }) => kind },
  {
    id: 'organization',
    head: 'tariff.owner',
    cell: ({ organization }) =>
      organization ? <OrganizationName id={organization} /> : <NetworkOperator />,
    csv: ({ organization }) => organization,
  },
  {
    id: 'state',
    head: 'filter.state',
    cell: (row) => <State offer={row} />,
    csv: ({ isOn }) => (isOn ? 'on' : 'off'),
  },
  {
    id: 'created',
    head: 'offer.created',
    cell: ({ createdAt }) => <Moment at={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
]

/** What people may start at a locker without an order. */
export function OffersPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('tariffs:write')
  return (
    <ListPage
      title="offers.title"
      help="offers.help"
      empty="offers.empty"
      source={offers}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.offer(id)}
      csv="offers"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newOffer())}
        >
          {t('offers.new')}
        </ActionButton>
      }
    />
  )
}

function Name({ offer }: { offer: OfferReply }) {
  const { language } = useText()
  return (
    <Anchor component={Link} href={to.offer(offer.id)} fw={600}>
      {offerName(offer, language)}
    </Anchor>
  )
}

function Kind({ offer: { kind } }: { offer: OfferReply }) {
  const { t } = useText()
  return t(`offer.kind.${kind}`)
}

function NetworkOperator() {
  const { t } = useText()
  return t('organization.kind.network-operator')
}

function State({ offer: { isOn } }: { offer: OfferReply }) {
  const { t } = useText()
  return isOn ? (
    <Sign color="done" icon={IconCheck}>
      {t('offer.state.on')}
    </Sign>
  ) : (
    <Sign color="gray" icon={IconPlayerPause}>
      {t('offer.state.off')}
    </Sign>
  )
}
