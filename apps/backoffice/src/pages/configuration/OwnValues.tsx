import type { ToldSetting } from '@cubby/protocol/operations/configuration/configuration-shapes'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowBackUp, IconX } from '@tabler/icons-react'
import { useFormat } from '../../support/format.ts'
import { useText } from '../../text.ts'
import type { SettingDraft } from './setting-draft.ts'
import { useValueText } from './use-value-text.ts'

type Props = {
  setting: ToldSetting
  draft: SettingDraft
  onChange: (change: Partial<SettingDraft>) => void
}

/** What is set at this very level, each with its dates, to be taken away or kept. */
export function OwnValues({ setting: { name, own }, draft, onChange }: Props) {
  const { t } = useText()
  const valueText = useValueText()
  const period = usePeriodText()
  const { cleared } = draft
  const toggle = (from: string | null) =>
    onChange(
      cleared.includes(from)
        ? { cleared: cleared.filter((each) => each !== from) }
        : // Whoever takes something away does not want it set again by the same form.
          { cleared: [...cleared, from], isSet: false },
    )
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('configuration.own')}
      </Title>
      {own.length === 0 && <Text c="dimmed">{t('configuration.own.none')}</Text>}
      {own.map(({ value, from, until, reason }) => {
        const isGone = cleared.includes(from)
        return (
          <Group key={from ?? ''} justify="space-between" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0 }}>
              <Text td={isGone ? 'line-through' : undefined} style={{ overflowWrap: 'anywhere' }}>
                {valueText(name, value)}
              </Text>
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {isGone ? t('configuration.own.cleared') : `${period(from, until)} · ${reason}`}
              </Text>
            </div>
            <Button
              variant="default"
              size="xs"
              style={{ flexShrink: 0 }}
              leftSection={
                isGone ? <IconArrowBackUp size={16} aria-hidden /> : <IconX size={16} aria-hidden />
              }
              onClick={() => toggle(from)}
            >
              {t(isGone ? 'configuration.own.keep' : 'configuration.own.clear')}
            </Button>
          </Group>
        )
      })}
    </Stack>
  )
}

function usePeriodText() {
  const { t } = useText()
  const { moment } = useFormat()
  return (from: string | null, until: string | null) => {
    const parts = [
      from && t('configuration.own.from', { from: moment(from) }),
      until && t('configuration.own.until', { until: moment(until) }),
    ].filter((part) => part !== null)
    return parts.length === 0 ? t('configuration.own.always') : parts.join(' ')
  }
}
