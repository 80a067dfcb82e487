import { endSession } from '@cubby/protocol/operations/sessions/end-session'
import { endSessions } from '@cubby/protocol/operations/sessions/end-sessions'
import { listSessions } from '@cubby/protocol/operations/sessions/list-sessions'
import type { StaffId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useForbidden, useMe } from '../../session/me.ts'
import { EndMany, SessionList } from '../../session/sessions/SessionList.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'

/** Where a colleague is signed in. */
export function StaffSessions({ staff }: { staff: StaffId }) {
  const { t } = useText()
  const me = useMe()
  const query = useQuery(read(listSessions, { params: { staff }, query: { limit: 200 } }))
  const stale = [listSessions]
  const end = useAction(endSession, { stale, done: t('sessions.ended') })
  const endAll = useAction(endSessions, { stale, done: t('sessions.ended-all') })
  const forbidden = useForbidden(endSession)
  const count = query.data?.items.length ?? 0
  return (
    <Section
      title={t('sessions.title')}
      tools={
        count > 1 &&
        staff !== me.id &&
        forbidden === undefined && (
          <EndMany
            label={t('sessions.end-all')}
            isRunning={endAll.isRunning}
            onClick={() => void endAll.run({ params: { staff } })}
          />
        )
      }
    >
      <Shown query={query}>
        {({ items }) => (
          <SessionList
            sessions={items}
            isRunning={end.isRunning}
            forbidden={forbidden}
            onEnd={({ id }) => void end.run({ params: { staff, session: id } })}
          />
        )}
      </Shown>
    </Section>
  )
}
