import type { LockerFacts } from '@cubby/domain/constructor/locker-facts'
import { Facts } from '../../../support/Facts.tsx'
import { useFormat } from '../../../support/format.ts'
import { isolated } from '../../../support/isolate.ts'
import { useText } from '../../../text.ts'

/** A machine in figures: how large, how heavy, how many of each size. */
export function MachineFigures({ facts, cols = 3 }: { facts: LockerFacts; cols?: number }) {
  const { t } = useText()
  const { number } = useFormat()
  const measures = [facts.widthMm, facts.heightMm, facts.depthMm].map(number).join(' × ')
  const kg = (grams: number) => number(Math.round(grams / 1_000))
  return (
    <Facts
      cols={cols}
      facts={[
        { label: t('machine.size'), value: isolated(t('model.mm', { value: measures })) },
        { label: t('model.cells'), value: number(facts.cells) },
        {
          label: t('machine.channels'),
          value: `${number(facts.channels)} / ${number(facts.doors)}`,
        },
        {
          label: t('machine.weight'),
          value: isolated(
            t('model.kg', { value: `${kg(facts.gramsEmpty)} – ${kg(facts.gramsFull)}` }),
          ),
        },
        {
          label: t('machine.load'),
          value:
            facts.kgPerSquareMetre === null
              ? '–'
              : isolated(t('machine.load.of', { value: facts.kgPerSquareMetre })),
        },
        {
          label: t('machine.types'),
          value:
            facts.types.length === 0
              ? '–'
              : facts.types.map(({ type, cells, inReach }) => (
                  <span key={type} style={{ display: 'block' }}>
                    {t('machine.types.of', { type, count: cells, reach: inReach })}
                  </span>
                )),
        },
      ]}
    />
  )
}
