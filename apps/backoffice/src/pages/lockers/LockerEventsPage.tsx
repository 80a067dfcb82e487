import { readLockerEvents } from '@cubby/protocol/operations/lockers/read-events'
import type { LockerId } from '@cubby/kit/ids'
import { Button, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useCellNames } from '../../support/cell-names.ts'
import { choiceFilter } from '../../support/list/choices.ts'
import { FilterBar } from '../../support/list/FilterBar.tsx'
import { type ListSearch, useListSearch } from '../../support/list/list-search.ts'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { eventChapter } from '../../support/story/events.ts'
import { Story } from '../../support/story/Story.tsx'
import { useText } from '../../text.ts'
import { LockerFrame } from './LockerFrame.tsx'

const kinds = ['door', 'stay', 'access', 'session', 'cell', 'command', 'device', 'feed'] as const
const filters = [choiceFilter('kind', 'filter.event', 'event.group', kinds)]

const eventsQuery = (locker: LockerId, search: ListSearch) => ({
  queryKey: [readLockerEvents.id, locker, search['kind'] ?? ''],
  queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
    api.call(readLockerEvents, {
      params: { locker },
      query: {
        limit: 50,
        ...(search['kind'] ? { kind: search['kind'] } : {}),
        ...(pageParam ? { before: pageParam } : {}),
      },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }: { next: string | null }) => next,
})

/** The journal of a locker as people read it. */
export function LockerEventsPage() {
  return <LockerFrame>{({ id }) => <Events locker={id} />}</LockerFrame>
}

function Events({ locker }: { locker: LockerId }) {
  const { t } = useText()
  const { search, change } = useListSearch()
  const cellName = useCellNames(locker)
  const query = useInfiniteQuery(eventsQuery(locker, search))
  return (
    <Section
      title={t('locker.tab.events')}
      tools={<FilterBar filters={filters} search={search} onChange={change} />}
    >
      <Shown query={query} lines={8}>
        {({ pages }) => (
          <Stack>
            <Story
              chapters={pages.flatMap(({ items }) =>
                items.map((event) => eventChapter(t, event, cellName)),
              )}
              empty={t('locker.events.empty')}
            />
            {query.hasNextPage && (
              <Button
                variant="default"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
                style={{ alignSelf: 'flex-start' }}
              >
                {t('locker.events.older')}
              </Button>
            )}
          </Stack>
        )}
      </Shown>
    </Section>
  )
}
