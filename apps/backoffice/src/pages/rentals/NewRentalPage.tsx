import { isAble } from '@cubby/domain/organizations/capabilities'
import type { CellId, LockerId, OrganizationId } from '@cubby/kit/ids'
import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import { createRental } from '@cubby/protocol/operations/rentals/create-rental'
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormGroup, FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useLockers, useOrganizations } from '../../support/list/choices.ts'
import { useListSearch } from '../../support/list/list-search.ts'
import { useText } from '../../text.ts'
import { CellChoice } from './CellChoice.tsx'
import { agreedOf, emptyTerms, midnightOf, type Terms, termsTroubles } from './rental-form.ts'
import { TermsFields } from './TermsFields.tsx'

type Values = Terms & {
  organization: string | null
  locker: string | null
  cells: readonly CellId[]
  from: string
}

/** Rents cells out: to whom, which doors, for how long and how much. */
export function NewRentalPage() {
  const { t } = useText()
  const { search } = useListSearch()
  const start = { organization: null, locker: search['locker'] ?? null, cells: [], from: '' }
  const form = useFields<Values>({ ...emptyTerms(), ...start }, (values) => ({
    ...termsTroubles(t, values, Math.max(1, values.cells.length)),
    ...(values.organization ? {} : { organization: t('form.missing') }),
    ...(values.locker ? {} : { locker: t('form.missing') }),
    ...(values.cells.length > 0 ? {} : { cells: t('form.missing') }),
  }))
  const leave = useLeave(form.settle)
  const create = useAction(createRental, { stale: ['rental.list'] })
  const fields = {
    values: form.values,
    set: form.set,
    errors: { ...fieldTroubles(t, create.error), ...form.errors },
  }
  const submit = async () => {
    if (!form.isGood()) return
    const { organization, locker, cells, from, ...terms } = form.values
    const begins = from === '' ? null : midnightOf(from)
    const body = {
      organization: organization as OrganizationId,
      locker: locker as LockerId,
      cells: [...cells],
      ...(begins ? { from: begins } : {}),
      ...agreedOf(terms),
    }
    const rental = await create.run({ body })
    if (rental) leave(to.rental(rental.id))
  }
  return (
    <FormPage
      title={t('rentals.new')}
      help={t('rentals.new.help')}
      crumbs={[{ label: t('rentals.title'), href: to.rentals() }]}
      submit={t('rentals.new')}
      affects={t('rentals.new.affects')}
      back={to.rentals()}
      isTouched={form.isTouched}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={() => void submit()}
    >
      <Parties {...fields} />
      <Doors {...fields} />
      <FormGroup title={t('rental.group.time')} why={t('rental.group.time.why')}>
        <TextInput
          type="date"
          label={t('rental.from')}
          description={t('rental.from.help')}
          value={form.values.from}
          error={fields.errors['from']}
          onChange={(event) => form.set('from', event.currentTarget.value)}
        />
      </FormGroup>
      <TermsFields
        {...fields}
        set={(name, value) => form.set(name, value as Values[typeof name])}
      />
    </FormPage>
  )
}

type FieldsProps = {
  values: Values
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void
  errors: Partial<Record<string, string>>
}

const organizations = read(listOrganizations, { query: { limit: 200 } })

function Parties({ values, set, errors }: FieldsProps) {
  const { t } = useText()
  const { data } = useQuery({ ...organizations, staleTime: 60_000 })
  const lockers = useLockers()
  const choose = (value: string | null) => {
    set('organization', value)
    const kind = data?.items.find(({ id }) => id === value)?.kind
    // As the server would decide where nobody says.
    set('commonCells', kind !== undefined && isAble(kind, 'share'))
  }
  return (
    <FormGroup title={t('rental.group.who')} why={t('rental.group.who.why')}>
      <Select
        label={t('cell.tenant')}
        required
        searchable
        data={useOrganizations()}
        value={values.organization}
        error={errors['organization']}
        onChange={choose}
        nothingFoundMessage={t('search.nothing')}
      />
      <Select
        label={t('filter.locker')}
        required
        searchable
        data={lockers}
        value={values.locker}
        error={errors['locker']}
        onChange={(value) => {
          set('locker', value)
          set('cells', [])
        }}
        nothingFoundMessage={t('search.nothing')}
      />
    </FormGroup>
  )
}

function Doors({ values, set, errors }: FieldsProps) {
  const { t } = useText()
  return (
    <FormGroup title={t('rental.cells')} why={t('rental.group.cells.why')}>
      <CellChoice
        locker={values.locker as LockerId | null}
        chosen={values.cells}
        error={errors['cells']}
        onChoose={(cells) => set('cells', cells)}
      />
    </FormGroup>
  )
}
