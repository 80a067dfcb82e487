import { namesOf } from '@cubby/domain/constructor/cell-names'
import { type ModuleFinder, standingModules } from '@cubby/domain/constructor/standing'
import type { LockerDesign, Naming } from '@cubby/domain/constructor/locker-design'
import { Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { WholeNumber } from '../../../drawing/WholeNumber.tsx'
import { useText } from '../../../text.ts'
import { namedCell } from '../locker-edits.ts'
import type { FieldProps } from './MachineFields.tsx'

type Props = FieldProps & { find: ModuleFinder; selected: number | null }

const schemes = ['numbers', 'letters', 'own'] as const
const orders = ['bottom-up', 'top-down'] as const

/** What is painted on the doors. */
export function DoorFields(props: Props) {
  const { t } = useText()
  const { naming } = props.design
  const set = (next: Naming, tag?: string) => props.draw((now) => ({ ...now, naming: next }), tag)
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('machine.naming')}
        value={naming.scheme}
        onChange={(scheme) => set(schemeOf(scheme, props))}
      >
        <Stack gap={6} mt={6}>
          {schemes.map((scheme) => (
            <Radio key={scheme} value={scheme} label={t(`machine.naming.${scheme}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {naming.scheme !== 'own' && (
        <Select
          size="sm"
          label={t('machine.naming.order')}
          allowDeselect={false}
          data={orders.map((order) => ({ value: order, label: t(`machine.naming.${order}`) }))}
          value={naming.order}
          onChange={(order) =>
            set({ ...naming, order: order === 'top-down' ? 'top-down' : 'bottom-up' })
          }
        />
      )}
      {naming.scheme === 'numbers' && (
        <>
          <WholeNumber
            label={t('machine.naming.from')}
            value={naming.from}
            min={0}
            max={9_999}
            step={1}
            onChange={(value) => set({ ...naming, from: value ?? 0 }, 'from')}
          />
          <WholeNumber
            label={t('machine.naming.digits')}
            value={naming.digits}
            min={1}
            max={4}
            step={1}
            onChange={(value) => set({ ...naming, digits: value ?? 1 }, 'digits')}
          />
        </>
      )}
      {naming.scheme === 'own' && <OwnNames {...props} />}
    </Stack>
  )
}

/** The names that stand there now are where own names begin. */
function schemeOf(scheme: string, { design, find }: Props): Naming {
  const order = design.naming.scheme === 'own' ? 'bottom-up' : design.naming.order
  if (scheme === 'numbers') return { scheme, order, from: 1, digits: 2 }
  if (scheme === 'letters') return { scheme, order }
  const names = [...namesOf(design.naming, standingModules(design, find))]
  return {
    scheme: 'own',
    names: names.slice(0, 512).map(([{ slot, cell }, name]) => ({ slot, cell: cell.key, name })),
  }
}

function OwnNames({ design, draw, find, selected }: Props) {
  const { t } = useText()
  const standing = standingModules(design, find)
  const names = namesOf(design.naming, standing)
  const module = standing.find(({ index }) => index === selected)
  return (
    <Stack gap={6}>
      <Text c="dimmed" size="sm">
        {t('machine.naming.own.help')}
      </Text>
      {module?.cells.toReversed().map((each) => {
        const { slot, cell } = each
        const name = names.get(each) ?? ''
        return (
          <TextInput
            key={`${slot} ${cell.key}`}
            size="sm"
            label={t('machine.naming.door', { name })}
            value={ownName(design, slot, cell.key)}
            placeholder={name}
            maxLength={20}
            onChange={(event) => {
              const typed = event.currentTarget.value
              draw((now) => namedCell(now, slot, cell.key, typed), `name ${slot} ${cell.key}`)
            }}
          />
        )
      })}
    </Stack>
  )
}

const ownName = ({ naming }: LockerDesign, slot: string, cell: string): string =>
  naming.scheme === 'own'
    ? (naming.names.find((each) => each.slot === slot && each.cell === cell)?.name ?? '')
    : ''
