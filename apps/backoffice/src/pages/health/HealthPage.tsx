import { type HealthReply, readHealth } from '@cubby/protocol/operations/upkeep/read-health'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Facts } from '../../support/Facts.tsx'
import { useFormat } from '../../support/format.ts'
import { Link } from '../../support/Link.tsx'
import type { Column } from '../../support/list/column.ts'
import { DataTable } from '../../support/list/DataTable.tsx'
import { Moment } from '../../support/Moment.tsx'
import { Page } from '../../support/Page.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { Anchor } from '@mantine/core'
import { linkStates } from '@cubby/protocol/operations/lockers/locker-shapes'
import { messageStates } from '@cubby/protocol/operations/messages/message-shapes'

const healthQuery = { ...read(readHealth), refetchInterval: 15_000 }

type Queue = HealthReply['queues'][number]

const columns: readonly Column<Queue>[] = [
  { id: 'queue', head: 'health.queue', cell: ({ queue }) => <span className="ltr">{queue}</span> },
  { id: 'waiting', head: 'health.waiting', isNumber: true, cell: ({ waiting }) => waiting },
  { id: 'active', head: 'health.active', isNumber: true, cell: ({ active }) => active },
  { id: 'failed', head: 'health.failed', isNumber: true, cell: ({ failed }) => failed },
  {
    id: 'oldest',
    head: 'health.oldest',
    cell: ({ oldestWaitingSince }) =>
      oldestWaitingSince ? <Moment at={oldestWaitingSince} exact /> : '–',
  },
]

/** How servers, database and links are doing. */
export function HealthPage() {
  const { t } = useText()
  const query = useQuery(healthQuery)
  return (
    <Page title={t('health.title')} help={t('health.help')}>
      <Shown query={query} lines={8}>
        {(health) => (
          <>
            <Server health={health} />
            <Database health={health} />
            <Links health={health} />
            <Section title={t('health.queues')}>
              <DataTable
                label={t('health.queues')}
                columns={columns}
                rows={health.queues}
                idOf={({ queue }) => queue}
                empty={t('health.queues.empty')}
              />
            </Section>
          </>
        )}
      </Shown>
    </Page>
  )
}

type Props = { health: HealthReply }
const MEGABYTE = 1_000_000

function Server({ health: { server, at } }: Props) {
  const { t } = useText()
  return (
    <Section title={t('health.server')}>
      <Facts
        facts={[
          { label: t('health.version'), value: server.version },
          { label: t('health.node'), value: server.node },
          { label: t('health.started'), value: <Moment at={server.startedAt} exact /> },
          {
            label: t('health.memory'),
            value: t('health.megabytes', { number: Math.round(server.memoryBytes / MEGABYTE) }),
          },
          { label: t('health.clock'), value: <Moment at={at} exact /> },
        ]}
      />
    </Section>
  )
}

function Database({ health: { database } }: Props) {
  const { t } = useText()
  const { used, max } = database.connections
  return (
    <Section title={t('health.database')}>
      <Facts
        facts={[
          { label: t('health.version'), value: database.version },
          {
            label: t('health.size'),
            value: t('health.megabytes', { number: Math.round(database.bytes / MEGABYTE) }),
          },
          { label: t('health.connections'), value: t('health.used-of', { used, max }) },
          { label: t('health.schema'), value: <span className="ltr">{database.schema}</span> },
          { label: t('health.clock'), value: <Moment at={database.at} exact /> },
        ]}
      />
    </Section>
  )
}

function Links({ health }: Props) {
  const { t } = useText()
  const { number } = useFormat()
  const { link, lockers, messages, quarantined } = health
  return (
    <Section title={t('health.links')}>
      <Facts
        facts={[
          ...linkStates.map((state) => ({
            label: t('health.lockers', { link: t(`locker.link.${state}`) }),
            value: <Count value={lockers[state]} href={to.lockers({ link: state })} />,
          })),
          { label: t('health.quarantined'), value: number(quarantined) },
          { label: t('health.behind'), value: number(link.behind) },
          { label: t('health.commands'), value: number(link.unansweredCommands) },
          {
            label: t('health.unapplied'),
            value: link.oldestUnappliedSince && <Moment at={link.oldestUnappliedSince} exact />,
          },
          ...messageStates.map((state) => ({
            label: t('health.messages', { state: t(`message.state.${state}`) }),
            value: <Count value={messages[state]} href={to.messages({ state })} />,
          })),
        ]}
      />
    </Section>
  )
}

function Count({ value, href }: { value: number; href: string }) {
  const { number } = useFormat()
  return (
    <Anchor component={Link} href={href}>
      {number(value)}
    </Anchor>
  )
}
