import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useText } from '../../text.ts'
import { TroubleNotice } from '../TroubleNotice.tsx'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: string
  /** What it will do to people and things. */
  consequence: string
  confirm: string
  isRunning: boolean
  error: unknown
  onConfirm: () => void
}

/** Before something that cannot be taken back, where nobody keeps a reason. */
export function ConfirmDialog(props: Props) {
  const { t } = useText()
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}>
      <Stack>
        <Text>{props.consequence}</Text>
        {props.error !== null && <TroubleNotice error={props.error} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={props.onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button color="alarm" loading={props.isRunning} onClick={props.onConfirm}>
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
