import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { replayPeriod } from '@cubby/protocol/operations/webhooks/replay-period'
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { IconPlayerTrackPrev } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { fieldTroubles } from '../../support/explain.ts'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'
import { sayDone } from '../../support/dialog/say-done.ts'

/** Tells an endpoint all of a period once more: it was away. */
export function ReplayPeriod({ webhook }: { webhook: WebhookReply }) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden('webhooks:write')
  const off = webhook.disabledAt === null ? undefined : t('webhook.disabled.now')
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconPlayerTrackPrev size={18} aria-hidden />}
        disabledReason={forbidden ?? off}
        onClick={() => setAsking(true)}
      >
        {t('webhook.replay-period')}
      </ActionButton>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={t('webhook.replay-period')}>
        <PeriodForm webhook={webhook} onClose={() => setAsking(false)} />
      </Modal>
    </>
  )
}

/** A moment as the browser's own field writes it, in the time of whoever looks. */
const fieldTime = (at: Date) =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

function PeriodForm({ webhook: { id }, onClose }: { webhook: WebhookReply; onClose: () => void }) {
  const { t } = useText()
  const [from, setFrom] = useState(() => fieldTime(new Date(Date.now() - 86_400_000)))
  const [until, setUntil] = useState(() => fieldTime(new Date(Date.now() + 60_000)))
  const [which, setWhich] = useState<'failed' | 'all'>('failed')
  const replay = useAction(replayPeriod, {
    stale: ['webhook.deliveries'],
    onDone: ({ count }) => {
      sayDone(t('webhook.replayed', { count }))
      onClose()
    },
  })
  const wrong = fieldTroubles(t, replay.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const iso = (text: string) => new Date(text).toISOString()
    if (from === '' || until === '') return
    void replay.run({
      params: { webhook: id },
      body: { from: iso(from), until: iso(until), which },
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>{t('webhook.replay-period.help')}</Text>
        <TextInput
          type="datetime-local"
          label={t('webhook.from')}
          value={from}
          error={wrong['from']}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={t('webhook.until')}
          value={until}
          error={wrong['until']}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('webhook.which')}
          value={which}
          onChange={(value) => setWhich(value === 'all' ? 'all' : 'failed')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="failed" label={t('webhook.which.failed')} />
            <Radio value="all" label={t('webhook.which.all')} />
          </Stack>
        </Radio.Group>
        {replay.error !== null && <TroubleNotice error={replay.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={replay.isRunning}>
            {t('webhook.replay')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
