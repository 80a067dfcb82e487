import type { DisputeWithEvidence } from '@cubby/protocol/operations/disputes/dispute-shapes'
import { readDispute } from '@cubby/protocol/operations/disputes/read-dispute'
import type { DisputeId } from '@cubby/kit/ids'
import { Alert, Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconInfoCircle } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { DetailPage } from '../../support/DetailPage.tsx'
import { Link } from '../../support/Link.tsx'
import { Moment } from '../../support/Moment.tsx'
import { Section } from '../../support/Section.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { eventChapter } from '../../support/story/events.ts'
import { Story } from '../../support/story/Story.tsx'
import { named, useText } from '../../text.ts'
import { DisputeActions } from './DisputeActions.tsx'
import { DisputeState } from './DisputeState.tsx'

const disputeQuery = (dispute: DisputeId) => read(readDispute, { params: { dispute } })

/** One dispute: what was said, what the machine recorded, and how it ends. */
export function DisputePage() {
  const dispute = useIdInAddress<DisputeId>('dispute')
  const query = useQuery(disputeQuery(dispute))
  return <Shown query={query}>{(data) => <Detail dispute={data} />}</Shown>
}

function Detail({ dispute }: { dispute: DisputeWithEvidence }) {
  const { t } = useText()
  const { cellName } = dispute
  return (
    <DetailPage
      title={t('dispute.title', {
        problem: named(t, 'dispute.problem', dispute.problem),
        cell: cellName,
      })}
      crumbs={[{ label: t('disputes.title'), href: to.disputes() }]}
      badge={<DisputeState state={dispute.state} />}
      facts={useFacts(dispute)}
      side={<DisputeActions dispute={dispute} />}
    >
      {dispute.note && (
        <Section title={t('dispute.note')}>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{dispute.note}</Text>
        </Section>
      )}
      <Section title={t('dispute.evidence')}>
        <Text c="dimmed" mb="md">
          {t('dispute.evidence.help', { cell: cellName })}
        </Text>
        <Story
          chapters={dispute.evidence.map((event) => eventChapter(t, event, () => cellName))}
          empty={t('dispute.evidence.empty')}
        />
        {dispute.evidenceIsCut && (
          <Alert mt="md" color="link" icon={<IconInfoCircle aria-hidden />}>
            {t('dispute.evidence.cut')}
          </Alert>
        )}
      </Section>
    </DetailPage>
  )
}

function useFacts(dispute: DisputeWithEvidence) {
  const { t } = useText()
  const { resolution, resolvedAt, resolvedBy, shipment } = dispute
  const who = dispute.courier ? 'courier' : 'recipient'
  return [
    {
      label: t('filter.locker'),
      value: (
        <Anchor component={Link} href={to.locker(dispute.locker, { cell: dispute.cell })}>
          {dispute.lockerName}
        </Anchor>
      ),
    },
    { label: t('cell.name'), value: dispute.cellName },
    { label: t('dispute.at'), value: <Moment at={dispute.at} exact /> },
    { label: t('dispute.who'), value: t(`custody.by.${who}`) },
    {
      label: t('dispute.shipment'),
      value: shipment && (
        <Anchor component={Link} href={to.shipment(shipment)}>
          {t('dispute.shipment.open')}
        </Anchor>
      ),
    },
    { label: t('dispute.resolution'), value: resolution && t(`dispute.resolution.${resolution}`) },
    { label: t('dispute.resolved'), value: resolvedAt && <Moment at={resolvedAt} /> },
    { label: t('dispute.resolved-by'), value: resolvedBy?.name },
  ]
}
