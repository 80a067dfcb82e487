import type { OfferReply } from '@cubby/protocol/operations/offers/offer-shapes'
import { readOffer } from '@cubby/protocol/operations/offers/read-offer'
import { updateOffer } from '@cubby/protocol/operations/offers/update-offer'
import type { OfferId } from '@cubby/kit/ids'
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
import { offerName } from './offer-name.ts'
import { checkOffer, offerBody, OfferFields, offerValues } from './OfferFields.tsx'

const offerQuery = (offer: OfferId) => read(readOffer, { params: { offer } })

/** One offer, to be changed. */
export function OfferPage() {
  const offer = useIdInAddress<OfferId>('offer')
  const query = useQuery(offerQuery(offer))
  return <Shown query={query}>{(data) => <Form offer={data} />}</Shown>
}

function Form({ offer }: { offer: OfferReply }) {
  const { t, language } = useText()
  const form = useFields(offerValues(offer), (values) => checkOffer(t, values))
  const leave = useLeave(form.settle)
  const update = useAction(updateOffer, {
    stale: ['offer.list', 'offer.read'],
    done: t('organization.edit.done'),
    onDone: () => leave(to.offers()),
  })
  const submit = () => {
    if (form.isGood())
      void update.run({ params: { offer: offer.id }, body: offerBody(form.values) })
  }
  return (
    <FormPage
      title={offerName(offer, language)}
      help={t(`offer.kind.${offer.kind}`)}
      crumbs={[{ label: t('offers.title'), href: to.offers() }]}
      submit={t('dialog.save')}
      affects={t('offer.affects')}
      back={to.offers()}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
    >
      <OfferFields
        values={form.values}
        set={form.set}
        errors={{ ...fieldTroubles(t, update.error), ...form.errors }}
        isNew={false}
      />
    </FormPage>
  )
}
