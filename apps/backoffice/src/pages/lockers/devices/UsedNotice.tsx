import type { DevicesReply } from '@cubby/protocol/operations/devices/device-shapes'
import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { useFormat } from '../../../support/format.ts'
import { useText } from '../../../text.ts'

/** Which devices the locker goes by, as it has said itself. */
export function UsedNotice({ told: { used, version } }: { told: DevicesReply }) {
  const { t } = useText()
  const format = useFormat()
  if (used && used.version === null)
    return (
      <Alert color="signal" icon={<IconAlertTriangle aria-hidden />}>
        {t('devices.used.file', { moment: format.moment(used.at) })}
      </Alert>
    )
  if (version === 0) return null
  if (used?.version === version)
    return <Text>{t('devices.used.current', { moment: format.moment(used.at) })}</Text>
  return (
    <Alert color="link" icon={<IconClock aria-hidden />}>
      {t(used ? 'devices.used.earlier' : 'devices.used.waiting')}
    </Alert>
  )
}
