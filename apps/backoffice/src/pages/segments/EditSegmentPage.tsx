import type { SegmentId } from '@cubby/kit/ids'
import { readSegment } from '@cubby/protocol/operations/segments/read-segment'
import type { SegmentReply } from '@cubby/protocol/operations/segments/segment-shapes'
import { updateSegment } from '@cubby/protocol/operations/segments/update-segment'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { bodyOf, checkSegment, valuesOf } from './segment-form.ts'
import { SegmentFields } from './SegmentFields.tsx'

const segmentQuery = (segment: SegmentId) => read(readSegment, { params: { segment } })

/** Changes the name, the rank or the rule of a segment. */
export function EditSegmentPage() {
  const segment = useIdInAddress<SegmentId>('segment')
  const query = useQuery(segmentQuery(segment))
  return <Shown query={query}>{(data) => <Form segment={data} />}</Shown>
}

function Form({ segment }: { segment: SegmentReply }) {
  const { t } = useText()
  const { id, name } = segment
  const form = useFields(valuesOf(segment), (values) => checkSegment(t, values))
  const leave = useLeave(form.settle)
  const update = useAction(updateSegment, {
    stale: ['segment.list', 'segment.read', 'locker.list'],
    done: t('segment.edit.done'),
    onDone: () => leave(to.segment(id)),
  })
  const { values, set, errors } = form
  const submit = () => {
    if (form.isGood()) void update.run({ params: { segment: id }, body: bodyOf(values) })
  }
  return (
    <FormPage
      title={t('form.change-of', { name })}
      help={t('segment.edit.help')}
      crumbs={[
        { label: t('segments.title'), href: to.segments() },
        { label: name, href: to.segment(id) },
      ]}
      submit={t('dialog.save')}
      affects={t('segment.edit.affects')}
      back={to.segment(id)}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
    >
      <SegmentFields
        values={values}
        set={set}
        errors={{ ...fieldTroubles(t, update.error), ...errors }}
      />
    </FormPage>
  )
}
