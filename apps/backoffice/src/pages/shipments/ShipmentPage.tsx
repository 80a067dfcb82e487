import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import type { ShipmentId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useLive } from '../../api/use-live.ts'
import { to } from '../../paths.ts'
import { DetailPage } from '../../support/DetailPage.tsx'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { Moment } from '../../support/Moment.tsx'
import { LockerName, OrganizationName } from '../../support/Name.tsx'
import { Section } from '../../support/Section.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { CustodyStory } from './CustodyStory.tsx'
import { ShipmentActions } from './ShipmentActions.tsx'
import { ShipmentMessages } from './ShipmentMessages.tsx'
import { ShipmentParcels } from './ShipmentParcels.tsx'
import { ShipmentStatus } from './ShipmentStatus.tsx'
import { shipmentTitle } from './shipment-title.ts'

const shipmentQuery = (shipment: ShipmentId) => read(readShipment, { params: { shipment } })

/** One shipment: where it stands, what happened to it, who was told, and what can be done. */
export function ShipmentPage() {
  const shipment = useIdInAddress<ShipmentId>('shipment')
  const query = useQuery(shipmentQuery(shipment))
  useLive(`shipment:${shipment}`)
  return <Shown query={query}>{(data) => <Detail shipment={data} />}</Shown>
}

function Detail({ shipment }: { shipment: ShipmentReply }) {
  const { t } = useText()
  return (
    <DetailPage
      title={shipmentTitle(shipment)}
      crumbs={[{ label: t('shipments.title'), href: to.shipments() }]}
      badge={<ShipmentStatus status={shipment.status} />}
      facts={useFacts(shipment)}
      side={<ShipmentActions shipment={shipment} />}
    >
      <Section title={t('shipment.parcels')}>
        <ShipmentParcels shipment={shipment} />
      </Section>
      <Section title={t('shipment.story')}>
        <CustodyStory shipment={shipment} />
      </Section>
      <Section title={t('shipment.messages')}>
        <ShipmentMessages shipment={shipment.id} />
      </Section>
      <HistorySection thing={shipment.id} />
    </DetailPage>
  )
}

function useFacts(shipment: ShipmentReply) {
  const { t } = useText()
  const { recipient, extensions, extensionsMax } = shipment
  const moment = (at: string | null) => (at ? <Moment at={at} /> : null)
  return [
    { label: t('shipment.locker'), value: <LockerName id={shipment.locker} /> },
    {
      label: t('shipment.email'),
      value: recipient.email && <span className="ltr">{recipient.email}</span>,
    },
    {
      label: t('shipment.phone'),
      value: recipient.phone && <span className="ltr">{recipient.phone}</span>,
    },
    { label: t('shipment.organization'), value: <OrganizationName id={shipment.organization} /> },
    {
      label: t('shipment.carrier'),
      value: shipment.carrier ? (
        <OrganizationName id={shipment.carrier} />
      ) : (
        t('shipment.carrier.any')
      ),
    },
    { label: t('shipment.created'), value: moment(shipment.createdAt) },
    { label: t('shipment.ready'), value: moment(shipment.readyAt) },
    { label: t('shipment.due'), value: moment(shipment.dueAt) },
    { label: t('shipment.collected'), value: moment(shipment.collectedAt) },
    {
      label: t('shipment.extensions'),
      value: t('shipment.extensions.of', { used: extensions, max: extensionsMax }),
    },
    ...(shipment.cancelReason
      ? [{ label: t('shipment.cancel-reason'), value: shipment.cancelReason }]
      : []),
    { label: t('page.id'), value: <span className="ltr">{shipment.id}</span> },
  ]
}
