import {
  type DisputeReply,
  disputeResolutions,
} from '@cubby/protocol/operations/disputes/dispute-shapes'
import { resolveDispute } from '@cubby/protocol/operations/disputes/resolve-dispute'
import { limits } from '@cubby/kit/limits'
import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core'
import { IconCircleCheck, IconDoor } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { Link } from '../../support/Link.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

type Resolution = (typeof disputeResolutions)[number]

/** Looking into the cell, and ending the matter. */
export function DisputeActions({ dispute }: { dispute: DisputeReply }) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const forbidden = useForbidden('incidents:write')
  const isOver = dispute.state === 'resolved' ? t('dispute.resolve.over') : undefined
  return (
    <>
      <ActionButton
        leftSection={<IconCircleCheck size={18} aria-hidden />}
        disabledReason={forbidden ?? isOver}
        onClick={() => setOpen(true)}
      >
        {t('dispute.resolve')}
      </ActionButton>
      <Button
        component={Link}
        href={to.locker(dispute.locker, { cell: dispute.cell })}
        variant="default"
        leftSection={<IconDoor size={18} aria-hidden />}
      >
        {t('dispute.cell')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('dispute.cell.help')}
      </Text>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('dispute.resolve')}>
        <ResolveForm dispute={dispute} onClose={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function ResolveForm({ dispute, onClose }: { dispute: DisputeReply; onClose: () => void }) {
  const { t } = useText()
  const [resolution, setResolution] = useState<Resolution | null>(null)
  const [note, setNote] = useState('')
  const [wasTried, setTried] = useState(false)
  const resolve = useAction(resolveDispute, {
    stale: ['dispute.read', 'dispute.list', 'overview.read'],
    done: t('dispute.resolve.done'),
    onDone: onClose,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (resolution === null || note.trim() === '') return
    void resolve.run({ params: { dispute: dispute.id }, body: { resolution, note: note.trim() } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>{t('dispute.resolve.consequence')}</Text>
        <Radio.Group
          label={t('dispute.resolution')}
          required
          value={resolution}
          error={wasTried && resolution === null && t('form.missing')}
          onChange={setResolution}
        >
          <Stack gap="xs" mt="xs">
            {disputeResolutions.map((value) => (
              <Radio key={value} value={value} label={t(`dispute.resolution.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('dispute.note')}
          description={t('dispute.note.help')}
          required
          autosize
          minRows={3}
          maxLength={limits.staffNoteCharsMax}
          value={note}
          error={wasTried && note.trim() === '' && t('form.missing')}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {resolve.error !== null && <TroubleNotice error={resolve.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={resolve.isRunning}>
            {t('dispute.resolve.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
