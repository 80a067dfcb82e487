import type { SegmentId } from '@cubby/kit/ids'
import { readSegment } from '@cubby/protocol/operations/segments/read-segment'
import { removeSegment } from '@cubby/protocol/operations/segments/remove-segment'
import type { SegmentReply } from '@cubby/protocol/operations/segments/segment-shapes'
import { List } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconEdit, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { DetailPage } from '../../support/DetailPage.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { useGo } from '../../support/go.ts'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Moment } from '../../support/Moment.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { ConfigurationLink } from '../configuration/ConfigurationLink.tsx'
import { SegmentMembers } from './SegmentMembers.tsx'
import { useConditionText } from './use-condition-text.ts'

const segmentQuery = (segment: SegmentId) => read(readSegment, { params: { segment } })

/** One group of lockers: how they are chosen, and which they are. */
export function SegmentPage() {
  const segment = useIdInAddress<SegmentId>('segment')
  const query = useQuery(segmentQuery(segment))
  return <Shown query={query}>{(data) => <Detail segment={data} />}</Shown>
}

function Detail({ segment }: { segment: SegmentReply }) {
  const { t } = useText()
  const { id, name, rule, rank, lockers, createdAt } = segment
  return (
    <DetailPage
      title={name}
      crumbs={[{ label: t('segments.title'), href: to.segments() }]}
      facts={[
        {
          label: t('segment.by'),
          value: t(rule === null ? 'segment.by.hand' : 'segment.by.rule'),
        },
        { label: t('lockers.title'), value: lockers },
        { label: t('segment.rank'), value: rank },
        { label: t('locker.created'), value: <Moment at={createdAt} /> },
        { label: t('page.id'), value: <span className="ltr">{id}</span> },
      ]}
      side={<Actions segment={segment} />}
    >
      {rule && <Rule rule={rule} />}
      <SegmentMembers segment={segment} />
      <HistorySection thing={id} />
    </DetailPage>
  )
}

function Rule({ rule }: { rule: NonNullable<SegmentReply['rule']> }) {
  const { t } = useText()
  const tell = useConditionText()
  return (
    <Section title={t(`segment.match.${rule.match}`)}>
      <List>
        {rule.conditions.map((condition) => (
          <List.Item key={JSON.stringify(condition)}>{tell(condition)}</List.Item>
        ))}
      </List>
    </Section>
  )
}

function Actions({ segment: { id, name } }: { segment: SegmentReply }) {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('network:write')
  const [isAsking, setAsking] = useState(false)
  const remove = useAction(removeSegment, {
    stale: ['segment.list', 'locker.list'],
    done: t('segment.remove.done'),
    onDone: () => go(to.segments()),
  })
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconEdit size={18} aria-hidden />}
        disabledReason={forbidden}
        onClick={() => go(to.editSegment(id))}
      >
        {t('segment.edit')}
      </ActionButton>
      <ConfigurationLink of={id} />
      <ActionButton
        variant="default"
        leftSection={<IconTrash size={18} aria-hidden />}
        disabledReason={forbidden}
        onClick={() => setAsking(true)}
      >
        {t('segment.remove')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('segment.remove.title', { name })}
        consequence={t('segment.remove.consequence')}
        confirm={t('segment.remove')}
        isRunning={remove.isRunning}
        error={remove.error}
        onConfirm={() => void remove.run({ params: { segment: id } })}
      />
    </>
  )
}
