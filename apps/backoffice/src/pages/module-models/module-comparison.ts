import type { ModuleCell, ModuleDesign } from '@cubby/domain/constructor/module-design'
import {
  changesOf,
  type Difference,
  matched,
  type Property,
} from '../../drawing/version/differences.ts'
import type { Say } from '../../text.ts'

type Words = { t: Say; list: (words: readonly string[]) => string }

/** What is otherwise in a module than before. Cells that were changed alike are told of together. */
export function moduleDifferences(
  words: Words,
  before: ModuleDesign,
  after: ModuleDesign,
): Difference[] {
  const { t } = words
  const { added, removed, both } = matched(before.cells, after.cells, ({ key }) => key)
  const cellIn = (design: ModuleDesign, cell: ModuleCell) =>
    t('module.cell', {
      number: design.cells.indexOf(cell) + 1,
      type: cell.type,
      width: cell.area.width,
      height: cell.area.height,
      y: cell.area.y,
    })
  return [
    ...changesOf(before, after, moduleProperties(words)),
    ...removed.map((cell) => ({ kind: 'removed' as const, what: cellIn(before, cell) })),
    ...added.map((cell) => ({ kind: 'added' as const, what: cellIn(after, cell) })),
    ...alike(words, both, after),
    ...controlDifferences(words, before, after),
  ]
}

/** The same change of several cells is one sentence. */
function alike(
  words: Words,
  pairs: readonly { before: ModuleCell; after: ModuleCell }[],
  { cells }: ModuleDesign,
): Difference[] {
  const groups = new Map<string, { change: Difference; numbers: string[] }>()
  for (const { before, after } of pairs)
    for (const change of changesOf(before, after, cellProperties(words))) {
      const group = groups.get(JSON.stringify(change)) ?? { change, numbers: [] }
      group.numbers.push(String(cells.indexOf(after) + 1))
      groups.set(JSON.stringify(change), group)
    }
  return [...groups.values()].map(({ change, numbers }) => ({
    ...change,
    what: words.t('model.compare.of', {
      what: words.t('module.cell.short', { number: words.list(numbers) }),
      property: change.what,
    }),
  }))
}

/** Controls have no names: they are counted by their kind. */
function controlDifferences({ t }: Words, before: ModuleDesign, after: ModuleDesign): Difference[] {
  const isSame = JSON.stringify(before.controls) === JSON.stringify(after.controls)
  const count = (design: ModuleDesign, kind: string) =>
    design.controls.filter((control) => control.kind === kind).length
  const kinds = [...new Set([...before.controls, ...after.controls].map(({ kind }) => kind))]
  const counted = kinds.flatMap((kind): Difference[] => {
    const by = count(after, kind) - count(before, kind)
    if (by === 0) return []
    return [{ kind: by > 0 ? 'added' : 'removed', what: t(`module.control.${kind}`) }]
  })
  if (isSame || counted.length > 0) return counted
  return [{ kind: 'changed', what: t('model.compare.controls'), values: null }]
}

const moduleProperties = ({ t }: Words): Property<ModuleDesign>[] => [
  { name: t('module.field.kind'), read: ({ kind }) => t(`model.kind.${kind}`) },
  ...(['width', 'height', 'depth'] as const).map((field) => ({
    name: t(`module.field.${field}`),
    read: (design: ModuleDesign) => `${design[`${field}Mm`]} mm`,
  })),
  { name: t('module.field.plinth'), read: ({ plinthMm }) => String(plinthMm) },
  { name: t('module.field.weight'), read: ({ gramsEmpty }) => String(gramsEmpty / 1_000) },
  {
    name: t('module.field.board.model'),
    read: ({ board }) => (board ? `${board.model}, ${board.channels}` : '–'),
  },
]

function cellProperties({ t, list }: Words): Property<ModuleCell>[] {
  const yesNo = (is: boolean) => t(is ? 'page.yes' : 'page.no')
  return [
    { name: t('module.field.type'), read: ({ type }) => type },
    {
      name: t('model.compare.place'),
      read: ({ area: { x, y, width, height } }) => `${x} ${y} ${width} ${height}`,
      isSaid: false,
    },
    {
      name: t('module.field.inner'),
      read: ({ size: { width, height, depth } }) => `${width} × ${height} × ${depth}`,
    },
    {
      name: t('module.field.sides'),
      read: ({ sides }) =>
        t(`module.field.sides.${sides.length > 1 ? 'both' : (sides[0] ?? 'front')}`),
    },
    { name: t('module.field.zone'), read: ({ zone }) => t(`module.field.zone.${zone}`) },
    {
      name: t('module.field.purposes'),
      read: ({ purposes }) =>
        purposes.length === 0 ? '–' : list(purposes.map((each) => t(`module.purpose.${each}`))),
    },
    { name: t('module.field.socket'), read: ({ socket }) => yesNo(socket) },
    { name: t('module.field.transparent'), read: ({ transparent }) => yesNo(transparent) },
    { name: t('module.field.light'), read: ({ light }) => yesNo(light) },
    { name: t('module.field.grams'), read: ({ gramsMax }) => String(gramsMax / 1_000) },
  ]
}
