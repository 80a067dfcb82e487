import { createTariff } from '@cubby/protocol/operations/tariffs/create-tariff'
import type { OrganizationId } from '@cubby/kit/ids'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import { PriceSimulator } from './PriceSimulator.tsx'
import { isoOf, newTerms, type TariffValues, troublesOf } from './tariff-values.ts'
import { TariffFields } from './TariffForm.tsx'

const empty: TariffValues = {
  name: '',
  organization: null,
  terms: newTerms(),
  validFrom: '',
  validUntil: '',
}

/** A new way to compute prices, with the simulator beside it. */
export function NewTariffPage() {
  const { t } = useText()
  const form = useFields(empty, (typed) => ({
    ...(typed.name.trim() ? {} : { name: t('form.missing') }),
    ...(Object.keys(troublesOf(t, typed.terms)).length === 0 ? {} : { terms: t('form.missing') }),
  }))
  const { values } = form
  const wrong = troublesOf(t, values.terms)
  const leave = useLeave(form.settle)
  const create = useAction(createTariff, {
    stale: ['tariff.list'],
    done: t('tariffs.new.done'),
    onDone: ({ id }) => leave(to.tariff(id)),
  })
  const submit = () => {
    if (!form.isGood()) return
    const { name, organization, terms } = values
    const validFrom = isoOf(values.validFrom)
    const body = {
      name: name.trim(),
      terms,
      validUntil: isoOf(values.validUntil) ?? null,
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(organization ? { organization: organization as OrganizationId } : {}),
    }
    void create.run({ body })
  }
  return (
    <FormPage
      title={t('tariffs.new')}
      help={t('tariffs.new.help')}
      crumbs={[{ label: t('tariffs.title'), href: to.tariffs() }]}
      submit={t('tariffs.new.submit')}
      back={to.tariffs()}
      isTouched={form.isTouched}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={submit}
      beside={<PriceSimulator terms={values.terms} isWrong={Object.keys(wrong).length > 0} />}
    >
      <TariffFields
        values={values}
        set={form.set}
        errors={{ ...fieldTroubles(t, create.error), ...form.errors }}
        wrong={wrong}
        isNew
      />
    </FormPage>
  )
}
