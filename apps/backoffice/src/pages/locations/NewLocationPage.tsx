import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import { bodyOf, checkLocation, newLocation } from './location-form.ts'
import { LocationFields } from './LocationFields.tsx'

/** A place joins the network. */
export function NewLocationPage() {
  const { t } = useText()
  const form = useFields(newLocation, (values) => checkLocation(t, values))
  const leave = useLeave(form.settle)
  const create = useAction(createLocation, {
    stale: ['location.list'],
    done: t('locations.new.done'),
    onDone: ({ id }) => leave(to.location(id)),
  })
  const { values, set, errors } = form
  const submit = () => {
    if (form.isGood()) void create.run({ body: bodyOf(values) })
  }
  return (
    <FormPage
      title={t('locations.new')}
      help={t('locations.new.help')}
      crumbs={[{ label: t('locations.title'), href: to.locations() }]}
      submit={t('locations.new.submit')}
      back={to.locations()}
      isTouched={form.isTouched}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={submit}
    >
      <LocationFields
        values={values}
        set={set}
        errors={{ ...fieldTroubles(t, create.error), ...errors }}
      />
    </FormPage>
  )
}
