import { previewSegment } from '@cubby/protocol/operations/segments/preview-segment'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { ruleOf, type SegmentValues } from './segment-form.ts'

const PAUSE_MS = 400
const SHOWN = 10

/** Which lockers the rule chooses now, while it is being written. */
export function SegmentPreview({ values }: { values: SegmentValues }) {
  const { t } = useText()
  const [asked] = useDebouncedValue(JSON.stringify(ruleOf(values)), PAUSE_MS)
  const rule = JSON.parse(asked) as ReturnType<typeof ruleOf>
  const query = useQuery({
    queryKey: [previewSegment.id, asked],
    queryFn: ({ signal }) =>
      rule === null
        ? Promise.resolve(null)
        : api.call(previewSegment, { body: { rule, limit: SHOWN }, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Section title={t('segment.preview')}>
      <Shown query={query} lines={2}>
        {(preview) =>
          preview === null || rule === null ? (
            <Text c="dimmed">{t('segment.preview.later')}</Text>
          ) : (
            <Stack gap="xs">
              <output>
                {t('segment.preview.of', { count: preview.matches, all: preview.lockers })}
              </output>
              {preview.items.map(({ id, name, place, city }) => (
                <Group key={id} gap="xs">
                  <Anchor component={Link} href={to.locker(id)}>
                    {name}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {place}, {city}
                  </Text>
                </Group>
              ))}
              {preview.matches > preview.items.length && (
                <Text size="sm" c="dimmed">
                  {t('segment.preview.more', { count: preview.matches - preview.items.length })}
                </Text>
              )}
            </Stack>
          )
        }
      </Shown>
    </Section>
  )
}
