import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import { readCourier } from '@cubby/protocol/operations/couriers/read-courier'
import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import type { CourierId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { IconBan } from '@tabler/icons-react'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { DetailPage } from '../../support/DetailPage.tsx'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
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
      ]}
      side={<Revoke courier={courier} />}
    >
      <HistorySection thing={courier.id} />
    </DetailPage>
  )
}

function Revoke({ courier }: { courier: CourierReply }) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden('couriers:write')
  const revoke = useAction(revokeCourier, {
    stale: ['courier.read', 'courier.list', 'activity.list'],
    done: t('courier.revoke.done'),
    onDone: () => setAsking(false),
  })
  const isOver = courier.revokedAt === null ? undefined : t('courier.revoke.over')
  return (
    <>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconBan size={18} aria-hidden />}
        disabledReason={forbidden ?? isOver}
        onClick={() => setAsking(true)}
      >
        {t('courier.revoke')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('courier.revoke')}
        consequence={t('courier.revoke.consequence', { name: courier.name })}
        confirm={t('courier.revoke')}
        isRunning={revoke.isRunning}
        error={revoke.error}
        onConfirm={() => void revoke.run({ params: { courier: courier.id } })}
      />
    </>
  )
}
