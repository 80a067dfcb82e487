import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import { readCourier } from '@cubby/protocol/operations/couriers/read-courier'
import type { CourierId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { DetailPage } from '../../support/DetailPage.tsx'
import { Facts } from '../../support/Facts.tsx'
import { useOrganizations } from '../../support/list/choices.ts'
import { Section } from '../../support/Section.tsx'
import { useFormat } from '../../support/format.ts'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { CourierActions } from './CourierActions.tsx'
import { hoursText, valuesOf } from './courier-form.ts'
import { CourierState } from './CourierState.tsx'

const courierQuery = (courier: CourierId) => read(readCourier, { params: { courier } })

/** One courier: for whom, until when, and the way to end it. */
export function CourierPage() {
  const courier = useIdInAddress<CourierId>('courier')
  const query = useQuery(courierQuery(courier))
  return <Shown query={query}>{(data) => <Detail courier={data} />}</Shown>
}

function Detail({ courier }: { courier: CourierReply }) {
  const { t } = useText()
  return (
    <DetailPage
      title={courier.name}
      crumbs={[{ label: t('couriers.title'), href: to.couriers() }]}
      badge={<CourierState courier={courier} />}
      facts={[
        { label: t('filter.organization'), value: <OrganizationName id={courier.organization} /> },
        {
          label: t('courier.pin'),
          value: t(courier.hasPin ? 'courier.pin.yes' : 'courier.pin.no'),
        },
        { label: t('courier.from'), value: <Moment at={courier.validFrom} /> },
        { label: t('courier.until'), value: <Moment at={courier.validUntil} /> },
        { label: t('courier.created'), value: <Moment at={courier.createdAt} /> },
        {
          label: t('courier.revoked'),
          value: courier.revokedAt && <Moment at={courier.revokedAt} />,
        },
        ...(courier.suspendedAt === null
          ? []
          : [{ label: t('courier.state.suspended'), value: <Moment at={courier.suspendedAt} /> }]),
      ]}
      side={<CourierActions courier={courier} />}
    >
      <Limits courier={courier} />
      <HistorySection thing={courier.id} />
    </DetailPage>
  )
}

/** What limits him; what does not is said too. */
function Limits({ courier }: { courier: CourierReply }) {
  const { t } = useText()
  const { list } = useFormat()
  const organizations = useOrganizations()
  const { flows, segments, carriesFor } = courier
  const { hours } = valuesOf(courier)
  const nameOf = (id: string) => organizations.find(({ value }) => value === id)?.label ?? id
  return (
    <Section title={t('courier.limits')}>
      <Facts
        cols={2}
        facts={[
          {
            label: t('courier.flows'),
            value: list(flows.map((flow) => t(`courier.flow.${flow}`))),
          },
          {
            label: t('courier.hours'),
            value:
              hours?.map((row) => <div key={hoursText(t, row)}>{hoursText(t, row)}</div>) ??
              t('courier.hours.any'),
          },
          {
            label: t('courier.segments'),
            value: segments
              ? t('courier.segments.count', { count: segments.length })
              : t('courier.segments.any'),
          },
          {
            label: t('courier.carries-for'),
            value: carriesFor ? list(carriesFor.map(nameOf)) : t('courier.carries-for.any'),
          },
        ]}
      />
    </Section>
  )
}
