import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useText } from '../../text.ts'

/** Asks before somebody leaves something behind that is not saved. */
export function UnsavedGuard({ isTouched }: { isTouched: boolean }) {
  const { t } = useText()
  const guard = useBlocker({
    shouldBlockFn: () => isTouched,
    enableBeforeUnload: () => isTouched,
    withResolver: true,
  })
  return (
    <Modal
      opened={guard.status === 'blocked'}
      onClose={() => guard.reset?.()}
      title={t('form.unsaved')}
    >
      <Stack>
        <Text>{t('form.unsaved.help')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => guard.reset?.()}>
            {t('form.unsaved.stay')}
          </Button>
          <Button color="alarm" onClick={() => guard.proceed?.()}>
            {t('form.unsaved.leave')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
