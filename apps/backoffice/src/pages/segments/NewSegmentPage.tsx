import { createSegment } from '@cubby/protocol/operations/segments/create-segment'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import { bodyOf, checkSegment, newSegment } from './segment-form.ts'
import { SegmentFields } from './SegmentFields.tsx'

/** A new group of lockers. */
export function NewSegmentPage() {
  const { t } = useText()
  const form = useFields(newSegment, (values) => checkSegment(t, values))
  const leave = useLeave(form.settle)
  const create = useAction(createSegment, {
    stale: ['segment.list', 'locker.list'],
    done: t('segments.new.done'),
    onDone: ({ id }) => leave(to.segment(id)),
  })
  const { values, set, errors } = form
  const submit = () => {
    if (form.isGood()) void create.run({ body: bodyOf(values) })
  }
  return (
    <FormPage
      title={t('segments.new')}
      help={t('segments.new.help')}
      crumbs={[{ label: t('segments.title'), href: to.segments() }]}
      submit={t('segments.new.submit')}
      back={to.segments()}
      isTouched={form.isTouched}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={submit}
    >
      <SegmentFields
        values={values}
        set={set}
        errors={{ ...fieldTroubles(t, create.error), ...errors }}
      />
    </FormPage>
  )
}
