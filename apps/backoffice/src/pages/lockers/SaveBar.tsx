import { Button, Group, Stack, Text } from '@mantine/core'
import { ActionButton } from '../../support/ActionButton.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'

type Props = {
  help: string
  /** What is still wrong; nothing is saved before. */
  reason: string | undefined
  forbidden: string | undefined
  error: unknown
  isRunning: boolean
  save: string
  discard: string
  onSave: () => void
  onDiscard: () => void
}

/** What was changed is kept by this; it says what is still wrong, and stays in sight. */
export function SaveBar({ help, reason, forbidden, error, isRunning, ...more }: Props) {
  return (
    <Stack
      className="card"
      p="md"
      gap="xs"
      style={{ position: 'sticky', insetBlockEnd: 8, zIndex: 5 }}
    >
      <Text>{reason ?? help}</Text>
      {error !== null && <TroubleNotice error={error} />}
      <Group>
        <ActionButton
          loading={isRunning}
          disabledReason={forbidden ?? reason}
          onClick={more.onSave}
        >
          {more.save}
        </ActionButton>
        <Button variant="default" onClick={more.onDiscard}>
          {more.discard}
        </Button>
      </Group>
    </Stack>
  )
}
