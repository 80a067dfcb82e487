import type { LocationId, LockerModelId } from '@cubby/kit/ids'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { establishLocker } from '@cubby/protocol/operations/service/establish-locker'
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../api/client.ts'
import { useAction } from '../../../api/use-action.ts'
import { to } from '../../../paths.ts'
import { fieldTroubles } from '../../../support/explain.ts'
import { FormGroup, FormPage } from '../../../support/form/FormPage.tsx'
import { useFields } from '../../../support/form/use-fields.ts'
import type { Choice } from '../../../support/list/filter.ts'
import { useLeave } from '../../../support/form/use-leave.ts'
import { type Say, useText } from '../../../text.ts'
import { useReleasedModels } from './use-models.ts'

type Values = { model: string | null; location: string | null; name: string }
const empty: Values = { model: null, location: null, name: '' }

const check = (t: Say, { model, location, name }: Values) => ({
  ...(model === null ? { model: t('form.missing') } : {}),
  ...(location === null ? { location: t('form.missing') } : {}),
  ...(name.trim() === '' ? { name: t('form.missing') } : {}),
})

const locations = read(listLocations, { query: { limit: 200 } })

/** A machine is put up: which model, where, and what it is called. */
export function NewLockerPage() {
  const { t } = useText()
  const models = useReleasedModels()
  const form = useFields(empty, (values) => check(t, values))
  const leave = useLeave(form.settle)
  const establish = useAction(establishLocker, {
    stale: ['locker.list'],
    done: t('establish.done'),
    onDone: ({ id }) => leave(to.lockerService(id)),
  })
  const { values, set, errors } = form
  const wrong: Record<string, string | undefined> = {
    ...fieldTroubles(t, establish.error),
    ...errors,
  }
  const submit = () => {
    if (!form.isGood() || !values.model || !values.location) return
    const body = {
      model: values.model as LockerModelId,
      version: models.versionOf(values.model),
      location: values.location as LocationId,
      name: values.name.trim(),
    }
    void establish.run({ body })
  }
  return (
    <FormPage
      title={t('establish.title')}
      help={t('establish.help')}
      crumbs={[{ label: t('lockers.title'), href: to.lockers() }]}
      submit={t('establish.submit')}
      affects={t('establish.affects')}
      back={to.lockers()}
      isTouched={form.isTouched}
      isRunning={establish.isRunning}
      error={establish.error}
      onSubmit={submit}
    >
      <MachineFields values={values} set={set} wrong={wrong} models={models.choices} />
    </FormPage>
  )
}

type FieldsProps = {
  values: Values
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void
  wrong: Record<string, string | undefined>
  models: Choice[]
}

function MachineFields({ values, set, wrong, models }: FieldsProps) {
  const { t } = useText()
  const places = useQuery(locations).data?.items ?? []
  return (
    <FormGroup title={t('establish.group')} why={t('establish.group.why')}>
      <Select
        label={t('machine.model')}
        description={t('establish.model.help')}
        required
        searchable
        data={models}
        value={values.model}
        error={wrong['model'] ?? wrong['version']}
        onChange={(value) => set('model', value)}
        nothingFoundMessage={t('search.nothing')}
      />
      <Select
        label={t('locker.place')}
        required
        searchable
        data={places.map(({ id, name, address }) => ({
          value: id,
          label: `${name}, ${address.city}`,
        }))}
        value={values.location}
        error={wrong['location']}
        onChange={(value) => set('location', value)}
        nothingFoundMessage={t('search.nothing')}
      />
      <TextInput
        label={t('locker.name')}
        description={t('establish.name.help')}
        required
        maxLength={200}
        value={values.name}
        error={wrong['name']}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
    </FormGroup>
  )
}
