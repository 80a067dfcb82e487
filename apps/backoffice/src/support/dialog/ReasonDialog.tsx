import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useText } from '../../text.ts'
import { TroubleNotice } from '../TroubleNotice.tsx'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: string
  /** What it will do to people and things. */
  consequence: string
  confirm: string
  reasonMax?: number
  isRunning: boolean
  error: unknown
  onConfirm: (reason: string) => void
}

/** Before something that cannot be taken back: names the consequence and asks why, for the record. */
export function ReasonDialog(props: Props) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}>
      <ReasonForm {...props} />
    </Modal>
  )
}

function ReasonForm({ onClose, reasonMax = 60, ...props }: Props) {
  const { t } = useText()
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') return setMissing(true)
    props.onConfirm(reason.trim())
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>{props.consequence}</Text>
        <TextInput
          data-autofocus
          label={t('dialog.reason')}
          description={t('dialog.reason.help')}
          required
          maxLength={reasonMax}
          value={reason}
          error={isMissing && t('dialog.reason.missing')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {props.error !== null && <TroubleNotice error={props.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" color="alarm" loading={props.isRunning}>
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
