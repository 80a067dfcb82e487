import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconCloudOff, IconHelpCircle, IconLock } from '@tabler/icons-react'
import { useText } from '../text.ts'
import { explain, type Trouble } from './explain.ts'

const icons: Record<Trouble['kind'], typeof IconLock> = {
  offline: IconCloudOff,
  forbidden: IconLock,
  missing: IconHelpCircle,
  refused: IconAlertTriangle,
  fault: IconAlertTriangle,
}

/** Says what went wrong, what to do, and what to quote when asking for help. */
export function TroubleNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useText()
  const { kind, title, advice, reference } = explain(t, error)
  const Icon = icons[kind]
  return (
    <Alert
      role="alert"
      icon={<Icon aria-hidden />}
      title={t(title)}
      color={kind === 'offline' || kind === 'missing' ? 'signal' : 'alarm'}
      data-trouble={kind}
    >
      <Text>{advice}</Text>
      <Group mt="xs" gap="sm">
        {onRetry && (kind === 'offline' || kind === 'fault') && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('trouble.retry')}
          </Button>
        )}
        {reference && (
          <Text size="sm" className="ltr">
            {t('trouble.reference', { reference })}
          </Text>
        )}
      </Group>
    </Alert>
  )
}
