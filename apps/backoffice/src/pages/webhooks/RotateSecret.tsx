import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { rotateWebhookSecret } from '@cubby/protocol/operations/webhooks/rotate-webhook-secret'
import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core'
import { IconRefreshDot } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { SecretDialog } from '../../support/dialog/SecretDialog.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

/** Gives an endpoint a new secret; for a while both sign. */
export function RotateSecret({ webhook: { id } }: { webhook: WebhookReply }) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const [hours, setHours] = useState<number | string>(24)
  const [secret, setSecret] = useState<string | null>(null)
  const forbidden = useForbidden('webhooks:write')
  const rotate = useAction(rotateWebhookSecret, {
    stale: ['webhook.read', 'webhook.list'],
    onDone: (told) => {
      setAsking(false)
      setSecret(told.secret)
    },
  })
  const isGood = typeof hours === 'number' && Number.isInteger(hours) && hours >= 0 && hours <= 168
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconRefreshDot size={18} aria-hidden />}
        disabledReason={forbidden}
        onClick={() => setAsking(true)}
      >
        {t('webhook.rotate')}
      </ActionButton>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={t('webhook.rotate.title')}>
        <Stack>
          <Text>{t('webhook.rotate.consequence')}</Text>
          <NumberInput
            label={t('webhook.rotate.hours')}
            description={t('webhook.rotate.hours.help')}
            value={hours}
            error={isGood ? undefined : t('form.range', { from: 0, to: 168 })}
            onChange={setHours}
          />
          {rotate.error !== null && <TroubleNotice error={rotate.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('dialog.cancel')}
            </Button>
            <Button
              loading={rotate.isRunning}
              disabled={!isGood}
              onClick={() =>
                void rotate.run({ params: { webhook: id }, body: { bothHours: Number(hours) } })
              }
            >
              {t('webhook.rotate')}
            </Button>
          </Group>
        </Stack>
      </Modal>
      <SecretDialog
        secret={secret}
        title={t('webhook.made')}
        help={t('webhook.made.help')}
        onClose={() => setSecret(null)}
      />
    </>
  )
}
