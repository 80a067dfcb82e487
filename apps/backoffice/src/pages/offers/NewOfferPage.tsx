import { createOffer } from '@cubby/protocol/operations/offers/create-offer'
import type { OrganizationId } from '@cubby/kit/ids'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import { checkOffer, newOffer, offerBody, OfferFields } from './OfferFields.tsx'

/** Something that people may start at a locker. */
export function NewOfferPage() {
  const { t } = useText()
  const form = useFields(newOffer, (values) => checkOffer(t, values))
  const leave = useLeave(form.settle)
  const create = useAction(createOffer, {
    stale: ['offer.list'],
    done: t('offers.new.done'),
    onDone: () => leave(to.offers()),
  })
  const { kind, organization } = form.values
  const submit = () => {
    if (!form.isGood()) return
    const owner = organization ? { organization: organization as OrganizationId } : {}
    void create.run({ body: { kind, ...owner, ...offerBody(form.values) } })
  }
  return (
    <FormPage
      title={t('offers.new')}
      help={t('offers.help')}
      crumbs={[{ label: t('offers.title'), href: to.offers() }]}
      submit={t('offers.new.submit')}
      affects={t('offer.affects')}
      back={to.offers()}
      isTouched={form.isTouched}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={submit}
    >
      <OfferFields
        values={form.values}
        set={form.set}
        errors={{ ...fieldTroubles(t, create.error), ...form.errors }}
        isNew
      />
    </FormPage>
  )
}
