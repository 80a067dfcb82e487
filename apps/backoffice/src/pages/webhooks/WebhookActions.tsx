import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { deleteWebhook } from '@cubby/protocol/operations/webhooks/delete-webhook'
import { disableWebhook } from '@cubby/protocol/operations/webhooks/disable-webhook'
import { enableWebhook } from '@cubby/protocol/operations/webhooks/enable-webhook'
import { testWebhook } from '@cubby/protocol/operations/webhooks/test-webhook'
import { IconEdit, IconPlug, IconPlugOff, IconSend, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { ReasonDialog } from '../../support/dialog/ReasonDialog.tsx'
import { useGo } from '../../support/go.ts'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'
import { ReplayPeriod } from './ReplayPeriod.tsx'
import { RotateSecret } from './RotateSecret.tsx'

type Props = { webhook: WebhookReply }
const stale = ['webhook.read', 'webhook.list', 'webhook.deliveries']

/** What can be done with an endpoint. */
export function WebhookActions({ webhook }: Props) {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('webhooks:write')
  const off = webhook.disabledAt === null ? undefined : t('webhook.disabled.now')
  const params = { webhook: webhook.id }
  const test = useAction(testWebhook, { stale, done: t('webhook.test.done') })
  return (
    <>
      <ActionButton
        leftSection={<IconSend size={18} aria-hidden />}
        loading={test.isRunning}
        disabledReason={forbidden ?? off}
        onClick={() => void test.run({ params })}
      >
        {t('webhook.test')}
      </ActionButton>
      {test.error !== null && <TroubleNotice error={test.error} />}
      <ReplayPeriod webhook={webhook} />
      <ActionButton
        variant="default"
        leftSection={<IconEdit size={18} aria-hidden />}
        disabledReason={forbidden}
        onClick={() => go(to.editWebhook(webhook.id))}
      >
        {t('webhook.edit')}
      </ActionButton>
      <RotateSecret webhook={webhook} />
      {webhook.disabledAt === null ? <Disable webhook={webhook} /> : <Enable webhook={webhook} />}
      <Remove webhook={webhook} />
    </>
  )
}

function Disable({ webhook: { id } }: Props) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden('webhooks:write')
  const disable = useAction(disableWebhook, {
    stale,
    done: t('webhook.disable.done'),
    onDone: () => setAsking(false),
  })
  return (
    <>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconPlugOff size={18} aria-hidden />}
        disabledReason={forbidden}
        onClick={() => setAsking(true)}
      >
        {t('webhook.disable')}
      </ActionButton>
      <ReasonDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('webhook.disable.title')}
        consequence={t('webhook.disable.consequence')}
        confirm={t('webhook.disable')}
        reasonMax={200}
        isRunning={disable.isRunning}
        error={disable.error}
        onConfirm={(reason) => void disable.run({ params: { webhook: id }, body: { reason } })}
      />
    </>
  )
}

function Enable({ webhook: { id } }: Props) {
  const { t } = useText()
  const forbidden = useForbidden('webhooks:write')
  const enable = useAction(enableWebhook, { stale, done: t('webhook.enable.done') })
  return (
    <ActionButton
      variant="default"
      leftSection={<IconPlug size={18} aria-hidden />}
      loading={enable.isRunning}
      disabledReason={forbidden}
      onClick={() => void enable.run({ params: { webhook: id } })}
    >
      {t('webhook.enable')}
    </ActionButton>
  )
}

function Remove({ webhook: { id } }: Props) {
  const { t } = useText()
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden('webhooks:write')
  const remove = useAction(deleteWebhook, {
    stale: ['webhook.list'],
    done: t('webhook.remove.done'),
    onDone: () => go(to.webhooks(), { replace: true }),
  })
  return (
    <>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconTrash size={18} aria-hidden />}
        disabledReason={forbidden}
        onClick={() => setAsking(true)}
      >
        {t('webhook.remove')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('webhook.remove.title')}
        consequence={t('webhook.remove.consequence')}
        confirm={t('webhook.remove')}
        isRunning={remove.isRunning}
        error={remove.error}
        onConfirm={() => void remove.run({ params: { webhook: id } })}
      />
    </>
  )
}
