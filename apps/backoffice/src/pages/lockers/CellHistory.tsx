import { readLockerEvents } from '@cubby/protocol/operations/lockers/read-events'
import type { CellId, LockerId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useCellNames } from '../../support/cell-names.ts'
import { Shown } from '../../support/Shown.tsx'
import { eventChapter } from '../../support/story/events.ts'
import { Story } from '../../support/story/Story.tsx'
import { useText } from '../../text.ts'

/** What the journal of the locker says of one cell, latest first. */
export function CellHistory({ locker, cell }: { locker: LockerId; cell: CellId }) {
  const { t } = useText()
  const cellName = useCellNames(locker)
  const query = useQuery(read(readLockerEvents, { params: { locker }, query: { cell, limit: 30 } }))
  return (
    <Shown query={query}>
      {({ items }) => (
        <Story
          chapters={items.map((event) => eventChapter(t, event, cellName))}
          empty={t('cell.history.empty')}
        />
      )}
    </Shown>
  )
}
