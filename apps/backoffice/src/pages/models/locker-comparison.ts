import type { LockerDesign, PlacedModule } from '@cubby/domain/constructor/locker-design'
import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import {
  changesOf,
  type Difference,
  matched,
  type Property,
} from '../../drawing/version/differences.ts'
import type { Say } from '../../text.ts'

type Words = { t: Say; list: (words: readonly string[]) => string }
type Drawn = Pick<LockerModelReply, 'design' | 'usedModules'>

/** What is otherwise in a machine than before: its modules by their place, and what it is as a whole. */
export function lockerDifferences(words: Words, before: Drawn, after: Drawn): Difference[] {
  const { t } = words
  const { added, removed, both } = matched(
    before.design.modules,
    after.design.modules,
    ({ slot }) => slot,
  )
  const whatIn = (drawn: Drawn, placed: PlacedModule) =>
    t('model.compare.module', {
      name: nameIn(drawn, placed),
      place: drawn.design.modules.indexOf(placed) + 1,
    })
  const orderOf = (pairs: readonly PlacedModule[]) => pairs.map(({ slot }) => slot).join(' ')
  const kept = new Set(both.map(({ after: placed }) => placed.slot))
  const wasOrder = orderOf(before.design.modules.filter(({ slot }) => kept.has(slot)))
  return [
    ...changesOf(before.design, after.design, lockerProperties(words)),
    ...removed.map((placed) => ({ kind: 'removed' as const, what: whatIn(before, placed) })),
    ...added.map((placed) => ({ kind: 'added' as const, what: whatIn(after, placed) })),
    ...both.flatMap((pair) =>
      changesOf(
        { drawn: before, placed: pair.before },
        { drawn: after, placed: pair.after },
        placedProperties(words, whatIn(after, pair.after)),
      ),
    ),
    ...(wasOrder === orderOf(both.map((pair) => pair.after))
      ? []
      : [{ kind: 'changed' as const, what: t('model.compare.order'), values: null }]),
  ]
}

const nameIn = ({ usedModules }: Drawn, { module }: PlacedModule): string =>
  usedModules.find(({ id }) => id === module)?.name ?? '?'

type InPlace = { drawn: Drawn; placed: PlacedModule }

const placedProperties = ({ t }: Words, what: string): Property<InPlace>[] => [
  {
    name: what,
    read: ({ drawn, placed }) =>
      `${nameIn(drawn, placed)}, ${t('model.version.of', { version: placed.version })}`,
  },
  {
    name: t('model.compare.of', { what, property: t('machine.mirror') }),
    read: ({ placed }) => t(placed.mirrored ? 'page.yes' : 'page.no'),
  },
]

const lockerProperties = ({ t, list }: Words): Property<LockerDesign>[] => [
  { name: t('machine.two-sided'), read: ({ twoSided }) => t(twoSided ? 'page.yes' : 'page.no') },
  { name: t('machine.base'), read: ({ baseMm }) => String(baseMm) },
  { name: t('machine.wide'), read: ({ widthMmMax }) => String(widthMmMax ?? '–') },
  {
    name: t('machine.bears'),
    read: ({ floorKgPerSquareMetreMax: most }) => String(most ?? '–'),
  },
  {
    name: t('machine.wanted'),
    read: ({ wanted }) =>
      wanted.length === 0 ? '–' : list(wanted.map(({ type, count }) => `${type}: ${count}`)),
  },
  {
    name: t('machine.naming'),
    read: ({ naming }) => t(`machine.naming.${naming.scheme}`),
  },
]
