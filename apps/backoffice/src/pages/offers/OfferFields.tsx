import { type Language, languages } from '@cubby/i18n/screens/screen-text'
import { purposes } from '@cubby/domain/shapes'
import {
  type OfferKind,
  offerKinds,
  type OfferReply,
} from '@cubby/protocol/operations/offers/offer-shapes'
import { listTariffs } from '@cubby/protocol/operations/tariffs/list-tariffs'
import type { SegmentId, TariffId } from '@cubby/kit/ids'
import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useOwnOrganization } from '../../session/me.ts'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { OrganizationSelect } from '../../support/form/OrganizationSelect.tsx'
import { useSegments } from '../../support/list/choices.ts'
import { type Say, useText } from '../../text.ts'

export type OfferValues = {
  kind: OfferKind
  organization: string | null
  names: Partial<Record<string, string>>
  tariff: string | null
  purposes: string[]
  segments: string[]
  isOn: boolean
}

export const newOffer: OfferValues = {
  kind: 'store',
  organization: null,
  names: {},
  tariff: null,
  purposes: [],
  segments: [],
  isOn: false,
}

/** What the form begins with when it changes one that exists. */
export const offerValues = (offer: OfferReply): OfferValues => ({
  kind: offer.kind,
  organization: offer.organization,
  names: Object.fromEntries(offer.names.map(({ language, name }) => [language, name])),
  tariff: offer.tariff,
  purposes: [...offer.purposes],
  segments: [...offer.segments],
  isOn: offer.isOn,
})

/** What is wrong, by field. */
export const checkOffer = (t: Say, { names }: OfferValues) =>
  Object.values(names).some((name) => name?.trim()) ? {} : { names: t('form.missing') }

/** What is sent of a new offer and of a changed one. */
export const offerBody = ({ names, tariff, purposes: chosen, segments, isOn }: OfferValues) => ({
  names: Object.entries(names).flatMap(([language, name]) =>
    name?.trim() ? [{ language, name: name.trim() }] : [],
  ),
  tariff: tariff as TariffId | null,
  purposes: purposes.filter((purpose) => chosen.includes(purpose)),
  segments: segments as SegmentId[],
  isOn,
})

type Props = {
  values: OfferValues
  set: <Name extends keyof OfferValues>(name: Name, value: OfferValues[Name]) => void
  errors: Partial<Record<string, string>>
  isNew: boolean
}

/** The fields of an offer. */
export function OfferFields(props: Props) {
  return (
    <>
      {props.isNew && <What {...props} />}
      <Names {...props} />
      <Terms {...props} />
    </>
  )
}

function What({ values, set, errors }: Props) {
  const { t } = useText()
  const own = useOwnOrganization()
  return (
    <FormGroup title={t('offer.what')} why={t('offer.what.why')}>
      <Select
        label={t('filter.kind')}
        allowDeselect={false}
        data={offerKinds.map((value) => ({ value, label: t(`offer.kind.${value}`) }))}
        value={values.kind}
        onChange={(kind) => set('kind', kind ?? 'store')}
      />
      {own === null && (
        <OrganizationSelect
          label={t('tariff.owner')}
          placeholder={t('organization.kind.network-operator')}
          clearable
          value={values.organization}
          error={errors['organization']}
          onChange={(value) => set('organization', value)}
        />
      )}
    </FormGroup>
  )
}

function Names({ values, set, errors }: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('offer.names')} why={t('offer.names.why')}>
      {(Object.keys(languages) as Language[]).map((language, at) => (
        <TextInput
          key={language}
          label={languages[language].name}
          lang={language}
          dir="auto"
          maxLength={60}
          value={values.names[language] ?? ''}
          error={at === 0 ? errors['names'] : undefined}
          onChange={(event) =>
            set('names', { ...values.names, [language]: event.currentTarget.value })
          }
        />
      ))}
    </FormGroup>
  )
}

function Terms({ values, set, errors }: Props) {
  const { t } = useText()
  const segments = useSegments()
  const { data } = useQuery(read(listTariffs, { query: { state: 'current', limit: 200 } }))
  return (
    <FormGroup title={t('offer.terms')} why={t('offer.terms.why')}>
      <Select
        label={t('offer.tariff')}
        placeholder={t('offer.tariff.none')}
        clearable
        searchable
        data={(data?.items ?? []).map(({ id, name }) => ({ value: id as string, label: name }))}
        value={values.tariff}
        error={errors['tariff']}
        onChange={(value) => set('tariff', value)}
      />
      <MultiSelect
        label={t('offer.purposes')}
        description={t('offer.purposes.help')}
        data={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        value={values.purposes}
        onChange={(value) => set('purposes', value)}
      />
      <MultiSelect
        label={t('offer.segments')}
        description={t('offer.segments.help')}
        searchable
        data={segments}
        value={values.segments}
        error={errors['segments']}
        onChange={(value) => set('segments', value)}
      />
      <Checkbox
        label={t('offer.on')}
        description={t('offer.on.help')}
        checked={values.isOn}
        onChange={(event) => set('isOn', event.currentTarget.checked)}
      />
    </FormGroup>
  )
}
