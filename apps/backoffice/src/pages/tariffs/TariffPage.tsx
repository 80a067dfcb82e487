import { readTariff } from '@cubby/protocol/operations/tariffs/read-tariff'
import type { TariffInFull } from '@cubby/protocol/operations/tariffs/tariff-shapes'
import { updateTariff } from '@cubby/protocol/operations/tariffs/update-tariff'
import type { TariffId } from '@cubby/kit/ids'
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { PriceSimulator } from './PriceSimulator.tsx'
import { isoOf, type TariffValues, troublesOf } from './tariff-values.ts'
import { TariffFields } from './TariffForm.tsx'
import { TariffState } from './TariffsPage.tsx'
import { TariffVersions } from './TariffVersions.tsx'

const tariffQuery = (tariff: TariffId) => read(readTariff, { params: { tariff }, query: {} })

/** One tariff: its terms, what a stay would cost, and its versions. */
export function TariffPage() {
  const tariff = useIdInAddress<TariffId>('tariff')
  const query = useQuery(tariffQuery(tariff))
  return (
    <Shown query={query}>
      {(data) => <Editor key={`${tariff} ${data.version}`} tariff={data} />}
    </Shown>
  )
}

function Editor({ tariff }: { tariff: TariffInFull }) {
  const { t } = useText()
  const { id, name, version, terms } = tariff
  const first: TariffValues = {
    name,
    organization: tariff.organization,
    terms,
    validFrom: '',
    validUntil: '',
  }
  const form = useFields(first, (typed) => ({
    ...(typed.name.trim() ? {} : { name: t('form.missing') }),
    ...(Object.keys(troublesOf(t, typed.terms)).length === 0 ? {} : { terms: t('form.missing') }),
  }))
  const { values } = form
  const wrong = troublesOf(t, values.terms)
  const leave = useLeave(form.settle)
  const update = useAction(updateTariff, {
    stale: ['tariff.list', 'tariff.read'],
    done: t('tariff.saved'),
    onDone: () => leave(to.tariff(id)),
  })
  const submit = () => {
    if (!form.isGood()) return
    const validFrom = isoOf(values.validFrom)
    const validUntil = isoOf(values.validUntil)
    const body = {
      version,
      name: values.name.trim(),
      terms: values.terms,
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validUntil === undefined ? {} : { validUntil }),
    }
    void update.run({ params: { tariff: id }, body })
  }
  return (
    <FormPage
      title={name}
      help={t('tariff.help')}
      crumbs={[{ label: t('tariffs.title'), href: to.tariffs() }]}
      badge={<TariffState tariff={tariff} />}
      submit={t('tariff.save')}
      affects={t('tariff.affects')}
      back={to.tariffs()}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
      beside={
        <Stack>
          <PriceSimulator terms={values.terms} isWrong={Object.keys(wrong).length > 0} />
          <TariffVersions tariff={tariff} />
          <HistorySection thing={id} />
        </Stack>
      }
    >
      <TariffFields
        values={values}
        set={form.set}
        errors={{ ...fieldTroubles(t, update.error), ...form.errors }}
        wrong={wrong}
        isNew={false}
      />
    </FormPage>
  )
}
