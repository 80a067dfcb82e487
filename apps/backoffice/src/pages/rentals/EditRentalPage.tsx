import type { RentalId } from '@cubby/kit/ids'
import { readRental } from '@cubby/protocol/operations/rentals/read-rental'
import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import { updateRental } from '@cubby/protocol/operations/rentals/update-rental'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { useOrganizations } from '../../support/list/choices.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { agreedOf, dayText, termsOf, termsTroubles } from './rental-form.ts'
import { TermsFields } from './TermsFields.tsx'

/** Agrees anew on the end, the price and the quota of a rental. */
export function EditRentalPage() {
  const rental = useIdInAddress<RentalId>('rental')
  const query = useQuery(read(readRental, { params: { rental } }))
  return <Shown query={query}>{(data) => <Form key={data.id} rental={data} />}</Shown>
}

function Form({ rental }: { rental: RentalReply }) {
  const { t } = useText()
  const { id, cells, organization, until } = rental
  const name = useOrganizations().find(({ value }) => value === organization)?.label
  const form = useFields(termsOf(rental), (terms) => termsTroubles(t, terms, cells.length))
  const leave = useLeave(form.settle)
  const update = useAction(updateRental, {
    stale: ['rental.read', 'rental.list', 'rental.report'],
    done: t('rental.saved'),
  })
  const submit = async () => {
    if (!form.isGood()) return
    const agreed = agreedOf(form.values)
    // A day that nobody has changed keeps its hour.
    const isSameDay = form.values.until === dayText(Date.parse(until))
    const body = { ...agreed, until: isSameDay ? until : agreed.until }
    if (await update.run({ params: { rental: id }, body })) leave(to.rental(id))
  }
  return (
    <FormPage
      title={t('rental.edit')}
      help={t('rental.edit.help')}
      crumbs={[
        { label: t('rentals.title'), href: to.rentals() },
        { label: name ?? organization, href: to.rental(id) },
      ]}
      submit={t('rental.save')}
      back={to.rental(id)}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={() => void submit()}
    >
      <TermsFields
        values={form.values}
        set={form.set}
        errors={{ ...fieldTroubles(t, update.error), ...form.errors }}
      />
    </FormPage>
  )
}
