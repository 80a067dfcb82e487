import type { ToldSetting } from '@cubby/protocol/operations/configuration/configuration-shapes'
import { Anchor, Button, Popover, Stack, Text } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { Link } from '../../support/Link.tsx'
import { useText } from '../../text.ts'
import { hrefOf, levelName } from './level.ts'
import { useValueText } from './use-value-text.ts'

type Props = { name: string; below: ToldSetting['below'] }

/** Who further down has set something else, with links to the first of them. */
export function ExceptionsBelow({ name, below: { count, first } }: Props) {
  const { t } = useText()
  const valueText = useValueText()
  if (count === 0) return null
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowDown size={16} aria-hidden />}
          styles={{
            label: { whiteSpace: 'normal', overflow: 'visible' },
            root: { height: 'auto' },
          }}
        >
          {t('configuration.below', { count })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('configuration.below.title')} maw={360}>
        <Stack gap="xs">
          <Text fw={600}>{t('configuration.below.title')}</Text>
          {first.map(({ of, cell, name: called, value }) => (
            <Text key={`${of} ${cell ?? ''} ${JSON.stringify(value)}`} size="sm">
              <Anchor component={Link} href={hrefOf({ of, cell })}>
                {levelName(t, of, called)}
              </Anchor>
              {`: ${valueText(name, value)}`}
            </Text>
          ))}
          {count > first.length && (
            <Text size="sm" c="dimmed">
              {t('configuration.below.more', { count: count - first.length })}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
