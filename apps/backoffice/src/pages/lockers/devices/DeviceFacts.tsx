import {
  type Confidence,
  scannerFacts,
  sensorModelNamed,
} from '@cubby/domain/machine/devices/device-models'
import { terminalModelNamed } from '@cubby/domain/machine/devices/terminal-models'
import { Stack, Text } from '@mantine/core'
import { named, useText } from '../../../text.ts'
import type { Kind } from './devices-draft.ts'

/** What a device needs, and how well that is known. */
export function DeviceFacts({ kind, model }: { kind: Kind; model: string }) {
  const { t } = useText()
  const hasOwn = kind === 'sensors' || kind === 'terminal'
  const known = confidenceOf(kind, model)
  return (
    <Stack gap={4}>
      <Text>{named(t, 'devices.needs', hasOwn ? model : kind)}</Text>
      {known && (
        <Text size="sm" c="dimmed">
          {t('devices.known')}: {t(`devices.known.${known}`)}
        </Text>
      )}
    </Stack>
  )
}

function confidenceOf(kind: Kind, model: string): Confidence | undefined {
  if (kind === 'sensors') return sensorModelNamed(model)?.confidence
  if (kind === 'terminal') return terminalModelNamed(model)?.confidence
  if (kind === 'scanners') return scannerFacts[model as keyof typeof scannerFacts]?.confidence
  return kind === 'printer' ? 'official-document' : undefined
}
