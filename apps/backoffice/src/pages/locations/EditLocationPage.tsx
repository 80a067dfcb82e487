import type { LocationId } from '@cubby/kit/ids'
import type { LocationReply } from '@cubby/protocol/operations/locations/location-shapes'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { updateLocation } from '@cubby/protocol/operations/locations/update-location'
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
import { bodyOf, checkLocation, valuesOf } from './location-form.ts'
import { LocationFields } from './LocationFields.tsx'

const locationQuery = (location: LocationId) => read(readLocation, { params: { location } })

/** Changes a place. */
export function EditLocationPage() {
  const location = useIdInAddress<LocationId>('location')
  const query = useQuery(locationQuery(location))
  return <Shown query={query}>{(data) => <Form location={data} />}</Shown>
}

function Form({ location }: { location: LocationReply }) {
  const { t } = useText()
  const { id, name, lockers } = location
  const form = useFields(valuesOf(location), (values) => checkLocation(t, values))
  const leave = useLeave(form.settle)
  const update = useAction(updateLocation, {
    stale: ['location.list', 'location.read', 'locker.list', 'locker.read'],
    done: t('location.edit.done'),
    onDone: () => leave(to.location(id)),
  })
  const { values, set, errors } = form
  const submit = () => {
    if (form.isGood()) void update.run({ params: { location: id }, body: bodyOf(values) })
  }
  return (
    <FormPage
      title={t('form.change-of', { name })}
      help={t('location.edit.help')}
      crumbs={[
        { label: t('locations.title'), href: to.locations() },
        { label: name, href: to.location(id) },
      ]}
      submit={t('dialog.save')}
      affects={t('location.edit.affects', { count: lockers })}
      back={to.location(id)}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
    >
      <LocationFields
        values={values}
        set={set}
        errors={{ ...fieldTroubles(t, update.error), ...errors }}
      />
    </FormPage>
  )
}
