import { Group, Stack, Text, ThemeIcon } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ThemeColor } from '../../theme/mantine-theme.ts'
import { useText } from '../../text.ts'
import { Moment } from '../Moment.tsx'

export type Chapter = {
  id: string
  at: string
  /** What happened, in a whole sentence. */
  sentence: string
  icon: Icon
  color?: ThemeColor
  /** How we know: the journal entry, or the decision of the server. */
  evidence?: ReactNode
}

/** What happened, one sentence after another. */
export function Story({ chapters, empty }: { chapters: readonly Chapter[]; empty: string }) {
  const { t } = useText()
  if (chapters.length === 0) return <Text c="dimmed">{empty}</Text>
  return (
    <Stack
      component="ol"
      gap="md"
      m={0}
      p={0}
      style={{ listStyle: 'none' }}
      aria-label={t('story.label')}
    >
      {chapters.map(({ id, at, sentence, icon: ChapterIcon, color = 'gray', evidence }) => (
        <Group component="li" key={id} gap="md" wrap="nowrap" align="flex-start">
          <ThemeIcon variant="light" color={color} radius="xl" size={36}>
            <ChapterIcon size={20} aria-hidden />
          </ThemeIcon>
          <div style={{ minWidth: 0 }}>
            <Text>{sentence}</Text>
            <Group gap="xs">
              <Text size="sm" c="dimmed" component="span">
                <Moment at={at} exact />
              </Text>
              {evidence && (
                <Text size="sm" c="dimmed" component="span">
                  {evidence}
                </Text>
              )}
            </Group>
          </div>
        </Group>
      ))}
    </Stack>
  )
}
