import type { ActivityReply } from '@cubby/protocol/operations/activity/activity-shapes'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { Anchor, Button, Collapse, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { useText } from '../../text.ts'
import { Link } from '../Link.tsx'
import { Moment } from '../Moment.tsx'
import { Section } from '../Section.tsx'
import { Shown } from '../Shown.tsx'
import { deedLooks, deedText, doerName } from './deed.ts'
import { Differences } from './Differences.tsx'

const PAGE = 10

const historyQuery = (thing: string) => ({
  queryKey: [listActivity.id, 'history', thing],
  queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
    api.call(listActivity, {
      query: { thing, limit: PAGE, ...(pageParam ? { after: pageParam as `act_${string}` } : {}) },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }: { next: string | null }) => next,
})

/** Who did what to one thing, latest first; for the page of any thing. */
export function HistorySection({ thing }: { thing: string }) {
  const { t } = useText()
  const forbidden = useForbidden('activity:read')
  return (
    <Section
      title={t('history.title')}
      tools={
        forbidden === undefined && (
          <Anchor component={Link} href={to.activity({ thing })} size="sm">
            {t('history.all')}
          </Anchor>
        )
      }
    >
      {forbidden === undefined ? (
        <History thing={thing} />
      ) : (
        <Text c="dimmed">{t('history.forbidden')}</Text>
      )}
    </Section>
  )
}

function History({ thing }: { thing: string }) {
  const { t } = useText()
  const query = useInfiniteQuery(historyQuery(thing))
  return (
    <Shown query={query}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items)
        if (rows.length === 0) return <Text c="dimmed">{t('history.empty')}</Text>
        return (
          <Stack>
            <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
              {rows.map((row) => (
                <Deed key={row.id} row={row} />
              ))}
            </Stack>
            {query.hasNextPage && (
              <Button
                variant="default"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
                style={{ alignSelf: 'flex-start' }}
              >
                {t('history.older')}
              </Button>
            )}
          </Stack>
        )
      }}
    </Shown>
  )
}

function Deed({ row }: { row: ActivityReply }) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const { icon: DeedIcon, color } = deedLooks[row.what]
  const hasDetails = row.before !== null || row.after !== null
  return (
    <Group component="li" gap="md" wrap="nowrap" align="flex-start">
      <ThemeIcon variant="light" color={color} radius="xl" size={36}>
        <DeedIcon size={20} aria-hidden />
      </ThemeIcon>
      <Stack gap={4} style={{ minWidth: 0, flex: 1 }}>
        <Text>{deedText(t, row)}</Text>
        <Group gap="xs">
          <Text size="sm" c="dimmed" component="span">
            <Moment at={row.at} exact />
          </Text>
          <Text size="sm" c="dimmed" component="span">
            {doerName(t, row)}
          </Text>
          {hasDetails && (
            <Anchor
              component="button"
              type="button"
              size="sm"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {t(isOpen ? 'history.less' : 'history.more')}
            </Anchor>
          )}
        </Group>
        {row.reason && <Text size="sm">{t('history.reason', { reason: row.reason })}</Text>}
        {row.erasedBy && (
          <Text size="sm" c="dimmed">
            {t('activity.erased')}
          </Text>
        )}
        <Collapse expanded={isOpen}>
          {isOpen && <Differences before={row.before} after={row.after} />}
        </Collapse>
      </Stack>
    </Group>
  )
}
