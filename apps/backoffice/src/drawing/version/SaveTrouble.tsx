import { ApiRefusal } from '@cubby/sdk/api-error'
import { Alert, Button, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

/** The newest version, when somebody else has saved it since the drawing was opened; null: the trouble is another one. */
export function newerVersion(error: unknown): number | null {
  if (!(error instanceof ApiRefusal)) return null
  const { latestVersion } = error.problem.extra
  return typeof latestVersion === 'number' ? latestVersion : null
}

/** What is wrong with the name, as the server says. */
export const isNameTaken = (error: unknown): boolean =>
  error instanceof ApiRefusal && error.problem.errors.some(({ pointer }) => pointer === '/name')

/** Why a drawing was not saved, and what to do. Nothing of it is lost. */
export function SaveTrouble(props: { error: unknown; onSaveAfter: (version: number) => void }) {
  const { t } = useText()
  const { error } = props
  if (error === null || isNameTaken(error)) return null
  const newer = newerVersion(error)
  if (newer === null) return <TroubleNotice error={error} />
  return (
    <Alert
      role="alert"
      color="signal"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('model.conflict', { version: newer })}
    >
      <Text>{t('model.conflict.help')}</Text>
      <Button size="xs" variant="default" mt="xs" onClick={() => props.onSaveAfter(newer)}>
        {t('model.conflict.save')}
      </Button>
    </Alert>
  )
}
