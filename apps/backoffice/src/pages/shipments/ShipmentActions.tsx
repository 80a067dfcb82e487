import { shipmentCan } from '@cubby/domain/shipments/status'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import { tellAgain } from '@cubby/protocol/operations/shipments/tell-again'
import { IconBan, IconCalendarPlus, IconSend, IconUserEdit } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ReasonDialog } from '../../support/dialog/ReasonDialog.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'
import { ExtendDialog } from './ExtendDialog.tsx'
import { RecipientDialog } from './RecipientDialog.tsx'

const stale = ['shipment.read', 'shipment.timeline', 'shipment.list', 'message.list']

/** What can be done with a shipment, and why not when it cannot. */
export function ShipmentActions({ shipment }: { shipment: ShipmentReply }) {
  const { t } = useText()
  const [dialog, setDialog] = useState<'cancel' | 'extend' | 'recipient' | null>(null)
  const close = () => setDialog(null)
  const forbidden = useForbidden('shipments:write')
  const cancel = useAction(cancelShipment, {
    stale,
    done: t('shipment.cancel.done'),
    onDone: close,
  })
  const params = { shipment: shipment.id }
  const why = useReasons(shipment)
  const open = (which: typeof dialog) => () => {
    cancel.reset()
    setDialog(which)
  }
  return (
    <>
      <TellAgain shipment={shipment} disabledReason={forbidden ?? why.tell} />
      <ActionButton
        variant="default"
        leftSection={<IconUserEdit size={18} aria-hidden />}
        disabledReason={forbidden ?? why.recipient}
        onClick={open('recipient')}
      >
        {t('shipment.recipient.change')}
      </ActionButton>
      <ActionButton
        variant="default"
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
        disabledReason={forbidden ?? why.extend}
        onClick={open('extend')}
      >
        {t('shipment.extend')}
      </ActionButton>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconBan size={18} aria-hidden />}
        disabledReason={forbidden ?? why.cancel}
        onClick={open('cancel')}
      >
        {t('shipment.cancel')}
      </ActionButton>
      <ReasonDialog
        isOpen={dialog === 'cancel'}
        onClose={close}
        title={t('shipment.cancel')}
        consequence={t('shipment.cancel.consequence')}
        confirm={t('shipment.cancel')}
        reasonMax={300}
        isRunning={cancel.isRunning}
        error={cancel.error}
        onConfirm={(reason) => void cancel.run({ params, body: { reason } })}
      />
      <ExtendDialog isOpen={dialog === 'extend'} onClose={close} shipment={shipment} />
      <RecipientDialog isOpen={dialog === 'recipient'} onClose={close} shipment={shipment} />
    </>
  )
}

function TellAgain(props: { shipment: ShipmentReply; disabledReason: string | undefined }) {
  const { t } = useText()
  const tell = useAction(tellAgain, { stale, done: t('shipment.tell.done') })
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconSend size={18} aria-hidden />}
        loading={tell.isRunning}
        disabledReason={props.disabledReason}
        onClick={() => void tell.run({ params: { shipment: props.shipment.id } })}
      >
        {t('shipment.tell')}
      </ActionButton>
      {tell.error !== null && <TroubleNotice error={tell.error} />}
    </>
  )
}

/** Why each action is not possible as things stand; the same table that the server asks. */
function useReasons({ status, recipient, readyAt }: ShipmentReply) {
  const { t } = useText()
  const stands = { status: t(`shipment.status.${status}`) }
  const isOver = status === 'collected' || status === 'cancelled'
  const nobody = recipient.email === null && recipient.phone === null
  return {
    cancel: shipmentCan('cancel', status) ? undefined : t('shipment.cancel.forbidden', stands),
    extend: shipmentCan('extend', status) ? undefined : t('shipment.extend.forbidden', stands),
    recipient: isOver ? t('shipment.recipient.forbidden', stands) : undefined,
    tell: nobody
      ? t('shipment.tell.nobody')
      : isOver || readyAt === null
        ? t('shipment.tell.forbidden', stands)
        : undefined,
  }
}
