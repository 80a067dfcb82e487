import { endOtherSessions } from '@cubby/protocol/operations/sessions/end-other-sessions'
import { endOwnSession } from '@cubby/protocol/operations/sessions/end-own-session'
import { listOwnSessions } from '@cubby/protocol/operations/sessions/list-own-sessions'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { EndMany, SessionList } from '../../session/sessions/SessionList.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'

/** Where whoever looks is signed in. */
export function OwnSessions() {
  const { t } = useText()
  const query = useQuery(read(listOwnSessions, { query: { limit: 200 } }))
  const stale = [listOwnSessions]
  const end = useAction(endOwnSession, { stale, done: t('sessions.ended') })
  const endAll = useAction(endOtherSessions, { stale, done: t('sessions.ended-all') })
  const others = query.data?.items.filter(({ isCurrent }) => !isCurrent) ?? []
  return (
    <Section
      title={t('sessions.own')}
      tools={
        others.length > 1 && (
          <EndMany
            label={t('sessions.end-others')}
            isRunning={endAll.isRunning}
            onClick={() => void endAll.run({})}
          />
        )
      }
    >
      <Shown query={query}>
        {({ items }) => (
          <SessionList
            sessions={items}
            isRunning={end.isRunning}
            onEnd={({ id }) => void end.run({ params: { session: id } })}
          />
        )}
      </Shown>
    </Section>
  )
}
