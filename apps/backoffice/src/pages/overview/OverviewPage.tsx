import { readOverview } from '@cubby/protocol/operations/overview/read-overview'
import type { OverviewReply } from '@cubby/protocol/operations/overview/overview-shapes'
import { SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { refusalOf, useMe } from '../../session/me.ts'
import { useSections } from '../../shell/sections.ts'
import { useGo } from '../../support/go.ts'
import { useFormat } from '../../support/format.ts'
import { Page } from '../../support/Page.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { named, useText } from '../../text.ts'
import { Figure } from './Figure.tsx'
import { Occupancy } from './Occupancy.tsx'

/** Today begins at midnight where this person is. */
const overviewQuery = () =>
  read(readOverview, { query: { since: new Date(new Date().setHours(0, 0, 0, 0)).toISOString() } })

/** The first page. Whoever may not see the network at a glance is led to the first page that is open to him. */
export function OverviewPage() {
  const me = useMe()
  const go = useGo()
  const first = useSections()[0]?.places[0]?.href ?? to.account()
  const isClosed = refusalOf(me, readOverview) !== undefined
  useEffect(() => {
    if (isClosed) go(first, { replace: true })
  }, [isClosed, first, go])
  return isClosed ? null : <AtAGlance />
}

/** The network at a glance. Each figure leads to what it counts. */
function AtAGlance() {
  const { t } = useText()
  const query = useQuery(overviewQuery())
  return (
    <Page title={t('overview.title')} help={t('overview.help')}>
      <Shown query={query} lines={8}>
        {(overview) => (
          <>
            <Waiting overview={overview} />
            <Lockers overview={overview} />
            <Parcels overview={overview} />
            <Section title={t('overview.occupancy')}>
              <Occupancy overview={overview} />
            </Section>
            <AsOf at={overview.asOf} />
          </>
        )}
      </Shown>
    </Page>
  )
}

type Props = { overview: OverviewReply }

/** What waits for a person comes first. */
function Waiting({ overview: { alarms, disputes, messages } }: Props) {
  const { t } = useText()
  const { list } = useFormat()
  const open = alarms.reduce((sum, { count }) => sum + count, 0)
  const kinds = alarms.map(({ kind, count }) =>
    t('overview.alarm-kind', { kind: named(t, 'alarm.kind', kind), number: count }),
  )
  return (
    <Section title={t('overview.waiting')}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        <Figure
          label={t('overview.alarms')}
          value={open}
          note={list(kinds.slice(0, 2)) || t('overview.nothing')}
          href={to.alarms({ state: 'open' })}
          isBad={open > 0}
        />
        <Figure
          label={t('overview.disputes')}
          value={disputes.open}
          note={t(disputes.open > 0 ? 'overview.disputes.note' : 'overview.nothing')}
          href={to.disputes({ state: 'open' })}
          isBad={disputes.open > 0}
        />
        <Figure
          label={t('overview.failed')}
          value={messages.failed}
          note={t('overview.queued', { count: messages.queued })}
          href={to.messages({ state: 'dead' })}
          isBad={messages.failed > 0}
        />
      </SimpleGrid>
    </Section>
  )
}

function Lockers({ overview: { lockers, cells } }: Props) {
  const { t } = useText()
  const { share } = useFormat()
  const taken = cells.use.occupied + cells.use.reserved
  return (
    <Section title={t('overview.network')}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        <Figure
          label={t('overview.online')}
          value={lockers.online}
          note={t('overview.never', { number: lockers.never })}
          href={to.lockers({ link: 'online' })}
        />
        <Figure
          label={t('overview.offline')}
          value={lockers.silent + lockers.forked}
          note={t('overview.forked', { number: lockers.forked })}
          href={to.lockers({ link: 'silent' })}
          isBad={lockers.silent + lockers.forked > 0}
        />
        <Figure
          label={t('overview.taken')}
          value={share(cells.total === 0 ? 0 : taken / cells.total)}
          note={t('overview.taken.of', { taken, total: cells.total })}
          href={to.lockers()}
        />
        <Figure
          label={t('overview.out-of-use')}
          value={cells.service.blocked + cells.service.faulty}
          note={t('overview.out-of-use.of', {
            blocked: cells.service.blocked,
            faulty: cells.service.faulty,
          })}
          href={to.lockers()}
          isBad={cells.service.faulty > 0}
        />
      </SimpleGrid>
    </Section>
  )
}

function Parcels({ overview: { parcels } }: Props) {
  const { t } = useText()
  const figures = [
    ['announced', to.shipments({ status: 'announced' })],
    ['stored', to.shipments({ status: 'ready' })],
    ['collected', to.shipments({ status: 'collected' })],
    ['overdue', to.shipments({ overdue: 'true' })],
  ] as const
  return (
    <Section title={t('overview.parcels')}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {figures.map(([name, href]) => (
          <Figure
            key={name}
            label={t(`overview.parcels.${name}`)}
            value={parcels[name]}
            note={t(name === 'overdue' ? 'overview.now' : 'overview.today')}
            href={href}
            isBad={name === 'overdue' && parcels.overdue > 0}
          />
        ))}
      </SimpleGrid>
    </Section>
  )
}

function AsOf({ at }: { at: string }) {
  const { t } = useText()
  const { time } = useFormat()
  return (
    <Text size="sm" c="dimmed">
      {t('overview.as-of', { time: time(at) })}
    </Text>
  )
}
