import { printCards } from '@cubby/protocol/operations/couriers/print-cards'
import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import { resumeCourier } from '@cubby/protocol/operations/couriers/resume-courier'
import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import { suspendCourier } from '@cubby/protocol/operations/couriers/suspend-courier'
import { updateCourier } from '@cubby/protocol/operations/couriers/update-courier'
import {
  IconBan,
  IconDice5,
  IconEdit,
  IconId,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { SecretDialog } from '../../support/dialog/SecretDialog.tsx'
import { drawDigits } from '../../support/draw.ts'
import { useGo } from '../../support/go.ts'
import { useText } from '../../text.ts'
import { CardDialog, saveCard } from './CardDialog.tsx'

const stale = ['courier.read', 'courier.list', 'activity.list']

type Asking = 'revoke' | 'suspend' | 'pin' | 'card' | null

/** What can be done with a courier. */
export function CourierActions({ courier }: { courier: CourierReply }) {
  const { t } = useText()
  const go = useGo()
  const [asking, setAsking] = useState<Asking>(null)
  const forbidden = useForbidden('couriers:write')
  const isOver = courier.revokedAt === null ? undefined : t('courier.revoke.over')
  const reason = forbidden ?? isOver
  const resume = useAction(resumeCourier, { stale, done: t('courier.resume.done') })
  const params = { courier: courier.id }
  const look = { variant: 'default', disabledReason: reason } as const
  return (
    <>
      <ActionButton
        {...look}
        leftSection={<IconEdit size={18} aria-hidden />}
        onClick={() => go(to.editCourier(courier.id))}
      >
        {t('courier.edit')}
      </ActionButton>
      <ActionButton
        {...look}
        leftSection={<IconId size={18} aria-hidden />}
        onClick={() => setAsking('card')}
      >
        {t('courier.card')}
      </ActionButton>
      <ActionButton
        {...look}
        leftSection={<IconDice5 size={18} aria-hidden />}
        onClick={() => setAsking('pin')}
      >
        {t('courier.new-pin')}
      </ActionButton>
      {courier.suspendedAt === null ? (
        <ActionButton
          {...look}
          leftSection={<IconPlayerPause size={18} aria-hidden />}
          onClick={() => setAsking('suspend')}
        >
          {t('courier.suspend')}
        </ActionButton>
      ) : (
        <ActionButton
          {...look}
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          onClick={() => void resume.run({ params })}
        >
          {t('courier.resume')}
        </ActionButton>
      )}
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconBan size={18} aria-hidden />}
        disabledReason={reason}
        onClick={() => setAsking('revoke')}
      >
        {t('courier.revoke')}
      </ActionButton>
      <Ends courier={courier} asking={asking} onClose={() => setAsking(null)} />
      <Pin courier={courier} isAsking={asking === 'pin'} onClose={() => setAsking(null)} />
      <Card courier={courier} isAsking={asking === 'card'} onClose={() => setAsking(null)} />
    </>
  )
}

type EndsProps = { courier: CourierReply; asking: Asking; onClose: () => void }

function Ends({ courier, asking, onClose }: EndsProps) {
  const { t } = useText()
  const revoke = useAction(revokeCourier, {
    stale,
    done: t('courier.revoke.done'),
    onDone: onClose,
  })
  const suspend = useAction(suspendCourier, {
    stale,
    done: t('courier.suspend.done'),
    onDone: onClose,
  })
  const asks = { revoke, suspend } as const
  return (['revoke', 'suspend'] as const).map((what) => (
    <ConfirmDialog
      key={what}
      isOpen={asking === what}
      onClose={onClose}
      title={t(`courier.${what}`)}
      consequence={t(`courier.${what}.consequence`, { name: courier.name })}
      confirm={t(`courier.${what}`)}
      isRunning={asks[what].isRunning}
      error={asks[what].error}
      onConfirm={() => void asks[what].run({ params: { courier: courier.id } })}
    />
  ))
}

type AskProps = { courier: CourierReply; isAsking: boolean; onClose: () => void }

/** Draws a PIN here and shows it once: nobody can read it afterwards. */
function Pin({ courier, isAsking, onClose }: AskProps) {
  const { t } = useText()
  const [drawn, setDrawn] = useState<string | null>(null)
  const update = useAction(updateCourier, { stale, onDone: onClose })
  const run = async () => {
    const pin = drawDigits(6)
    if (await update.run({ params: { courier: courier.id }, body: { pin } })) setDrawn(pin)
  }
  return (
    <>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={onClose}
        title={t('courier.new-pin')}
        consequence={t('courier.new-pin.consequence', { name: courier.name })}
        confirm={t('courier.new-pin')}
        isRunning={update.isRunning}
        error={update.error}
        onConfirm={() => void run()}
      />
      <SecretDialog
        secret={drawn === null ? null : t('courier.made.pin', { pin: drawn })}
        title={t('courier.new-pin')}
        help={t('courier.made.help')}
        onClose={() => setDrawn(null)}
      />
    </>
  )
}

function Card({ courier, isAsking, onClose }: AskProps) {
  const { t } = useText()
  const print = useAction(printCards, {
    stale,
    done: t('courier.card.done'),
    onDone: (file) => {
      saveCard(file)
      onClose()
    },
  })
  return (
    <CardDialog
      isOpen={isAsking}
      name={courier.name}
      isRunning={print.isRunning}
      error={print.error}
      onClose={onClose}
      onPrint={(format) => void print.run({ body: { couriers: [courier.id], format } })}
    />
  )
}
