import { en } from '@cubby/i18n/office/en'
import { must } from '@cubby/kit/assert'
import { say } from '@cubby/i18n/screens/screen-text'
import { expect, test } from 'vitest'
import type { Difference } from '../../drawing/version/differences.ts'
import type { Say } from '../../text.ts'
import * as edits from './module-edits.ts'
import { moduleDifferences } from './module-comparison.ts'

const t: Say = (id, ...values) => say('en', en, id, ...values)
const list = (words: readonly string[]) => new Intl.ListFormat('en').format(words)
const said = (differences: readonly Difference[]) =>
  differences.map((each) =>
    each.kind === 'changed'
      ? `${each.what}: ${each.values ? `${each.values.from} → ${each.values.to}` : 'changed'}`
      : `${each.kind}: ${each.what}`,
  )
const full = edits.filledUp(edits.emptyModule, 450)
const since = (next: typeof full) => said(moduleDifferences({ t, list }, full, next))

test('nothing is said of a module that is as it was', () => {
  expect(since(structuredClone(full))).toEqual([])
})

test('the same change of several cells is one sentence', () => {
  const glass = edits.changedCells(full, ['c1', 'c3'], (cell) => ({ ...cell, transparent: true }))
  expect(since(glass)).toEqual(['Cell 1 and 3, Glass door: No → Yes'])
})

test('cells that came, went and moved are told apart, and the module as a whole comes first', () => {
  const gone = edits.withoutParts(full, [{ kind: 'cell', key: 'c1' }])
  const second = must(gone.cells[0], 'a cell')
  const moved = edits.withArea(
    { ...gone, depthMm: 600 },
    { kind: 'cell', key: 'c2' },
    { ...second.area, y: 60 },
  )
  const added = edits.withCell(moved, { x: 0, y: 600, width: 400, height: 100 }).design
  expect(since(added)).toEqual([
    'Depth: 700 mm → 600 mm',
    'removed: Cell 1, size A, 400 by 450 mm, 60 mm above the lower edge',
    'added: Cell 4, size A, 400 by 100 mm, 600 mm above the lower edge',
    'Cell 1, place or size: changed',
  ])
})

test('a control that was added is named by its kind', () => {
  expect(since(edits.withControl(full, 'keypad').design)).toEqual([
    'Kind of module: Cells → Controls',
    'added: Keypad',
  ])
})
