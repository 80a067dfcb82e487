import { Center, Group, Paper, Stack, Text } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { LanguageMenu } from '../shell/LanguageMenu.tsx'
import { ThemeMenu } from '../shell/ThemeMenu.tsx'
import { useText } from '../text.ts'

type Props = { title: string; help?: string; children: ReactNode }

/** The page before the back office: one thing to do, in the middle. */
export function SessionCard({ title, help, children }: Props) {
  const { t } = useText()
  useEffect(() => {
    document.title = `${title} · ${t('app.title')}`
  }, [title, t])
  return (
    <Center component="main" mih="100dvh" p="md" bg="var(--c-ground)">
      <Stack w="100%" maw={420} gap="md">
        <Group justify="space-between">
          <Text fw={700} size="lg">
            {t('app.title')}
          </Text>
          <Group gap={4}>
            <LanguageMenu />
            <ThemeMenu />
          </Group>
        </Group>
        <Paper withBorder p="xl" radius={12} style={{ borderColor: 'var(--c-line)' }}>
          <Stack>
            <div>
              <h1 className="page-title">{title}</h1>
              {help && (
                <Text c="dimmed" mt={4}>
                  {help}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
      </Stack>
    </Center>
  )
}
