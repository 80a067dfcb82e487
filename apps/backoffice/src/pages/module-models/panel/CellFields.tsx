import { type Zone, zones } from '@cubby/domain/cells/layout'
import type { ModuleCell } from '@cubby/domain/constructor/module-design'
import { purposes } from '@cubby/domain/shapes'
import {
  Button,
  Checkbox,
  MultiSelect,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { WholeNumber } from '../../../drawing/WholeNumber.tsx'
import { useText } from '../../../text.ts'
import { AreaFields } from './AreaFields.tsx'
import type { ModuleEditing } from '../use-module-editor.ts'

type Props = { editing: ModuleEditing; cells: readonly ModuleCell[] }

/** What all of them have; undefined where they differ. */
function common<T>(cells: readonly ModuleCell[], of: (cell: ModuleCell) => T): T | undefined {
  const values = new Map(cells.map((cell) => [JSON.stringify(of(cell)), of(cell)]))
  return values.size === 1 ? [...values.values()][0] : undefined
}

/** The properties of the chosen cells; what is changed is changed in all of them. */
export function CellFields({ editing, cells }: Props) {
  const { t } = useText()
  const [first] = cells
  if (!first) return null
  const type = common(cells, (cell) => cell.type)
  const alike = editing.design.cells.filter((cell) => cell.type === type)
  return (
    <Stack gap="sm">
      <Text fw={600}>
        {cells.length === 1
          ? t('module.cell.short', { number: editing.design.cells.indexOf(first) + 1 })
          : t('module.chosen.count', { count: cells.length })}
      </Text>
      <TextInput
        size="sm"
        label={t('module.field.type')}
        value={type ?? ''}
        placeholder={t('module.chosen.mixed')}
        maxLength={20}
        onChange={(event) => {
          const typed = event.currentTarget.value
          if (typed.trim() !== '') editing.changeCells((cell) => ({ ...cell, type: typed }), 'type')
        }}
      />
      {type !== undefined && alike.length > cells.length && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => editing.setChosen(alike.map(({ key }) => ({ kind: 'cell', key })))}
        >
          {t('module.all', { type })}
        </Button>
      )}
      {cells.length === 1 && (
        <AreaFields
          area={first.area}
          onChange={(area, tag) =>
            editing.place([{ part: { kind: 'cell', key: first.key }, area }], `${first.key} ${tag}`)
          }
        />
      )}
      <Inside editing={editing} cells={cells} />
      <Use editing={editing} cells={cells} />
      <Equipment editing={editing} cells={cells} />
    </Stack>
  )
}

function Inside({ editing, cells }: Props) {
  const { t } = useText()
  return (
    <fieldset style={{ border: 'none', margin: 0, padding: 0 }}>
      <Text component="legend" size="sm" fw={500} p={0}>
        {t('module.field.inner')}
      </Text>
      <SimpleGrid cols={3} spacing={6}>
        {(['width', 'height', 'depth'] as const).map((field) => (
          <WholeNumber
            key={field}
            label={t(`module.field.${field}`)}
            value={common(cells, (cell) => cell.size[field]) ?? null}
            min={1}
            max={3_000}
            onChange={(value) =>
              editing.changeCells(
                (cell) => ({ ...cell, size: { ...cell.size, [field]: value ?? 1 } }),
                `inner ${field}`,
              )
            }
          />
        ))}
      </SimpleGrid>
    </fieldset>
  )
}

const sideChoices = { front: ['front'], back: ['back'], both: ['front', 'back'] } as const
const sidesOf = ({ sides }: ModuleCell) =>
  sides.length === 2 ? 'both' : sides.includes('back') ? 'back' : 'front'

function Use({ editing, cells }: Props) {
  const { t } = useText()
  return (
    <>
      <Select
        size="sm"
        label={t('module.field.sides')}
        placeholder={t('module.chosen.mixed')}
        allowDeselect={false}
        data={(['front', 'back', 'both'] as const).map((value) => ({
          value,
          label: t(`module.field.sides.${value}`),
        }))}
        value={common(cells, sidesOf) ?? null}
        onChange={(value) => {
          const sides = sideChoices[value === 'both' || value === 'back' ? value : 'front']
          editing.changeCells((cell) => ({ ...cell, sides: [...sides] }))
        }}
      />
      <Select
        size="sm"
        label={t('module.field.zone')}
        placeholder={t('module.chosen.mixed')}
        allowDeselect={false}
        data={zones.map((value) => ({ value, label: t(`module.field.zone.${value}`) }))}
        value={common(cells, (cell) => cell.zone) ?? null}
        onChange={(value) => editing.changeCells((cell) => ({ ...cell, zone: value as Zone }))}
      />
      <MultiSelect
        size="sm"
        label={t('module.field.purposes')}
        data={purposes.map((value) => ({ value, label: t(`module.purpose.${value}`) }))}
        value={[...(common(cells, (cell) => cell.purposes) ?? [])]}
        onChange={(values) =>
          editing.changeCells((cell) => ({
            ...cell,
            purposes: purposes.filter((purpose) => values.includes(purpose)),
          }))
        }
      />
    </>
  )
}

function Equipment({ editing, cells }: Props) {
  const { t } = useText()
  const kg = common(cells, (cell) => cell.gramsMax)
  return (
    <>
      <Stack gap={8}>
        {(['socket', 'transparent', 'light'] as const).map((field) => {
          const value = common(cells, (cell) => cell[field])
          return (
            <Checkbox
              key={field}
              label={t(`module.field.${field}`)}
              checked={value ?? false}
              indeterminate={value === undefined}
              onChange={(event) => {
                const { checked } = event.currentTarget
                editing.changeCells((cell) => ({ ...cell, [field]: checked }))
              }}
            />
          )
        })}
      </Stack>
      <WholeNumber
        label={t('module.field.grams')}
        value={kg === undefined ? null : Math.round(kg / 1_000)}
        min={1}
        max={1_000}
        step={1}
        onChange={(value) =>
          editing.changeCells((cell) => ({ ...cell, gramsMax: (value ?? 1) * 1_000 }), 'grams')
        }
      />
    </>
  )
}
