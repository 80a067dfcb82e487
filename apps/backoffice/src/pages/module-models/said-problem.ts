import type { DesignProblem, ModuleProblemCode } from '@cubby/domain/constructor/design-problem'
import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
import type { SaidProblem } from '../../drawing/ProblemList.tsx'
import type { Say } from '../../text.ts'
import type { Part } from './module-edits.ts'

/** The cell or control that a pointer leads to; null: it leads to the module as a whole. */
export function partIn({ cells }: ModuleDesign, pointer: string): Part | null {
  const [, list, index] = /^\/(cells|controls)\/(\d+)(?:\/|$)/.exec(pointer) ?? []
  if (list === 'controls') return { kind: 'control', index: Number(index) }
  const key = list === 'cells' ? cells[Number(index)]?.key : undefined
  return key === undefined ? null : { kind: 'cell', key }
}

/** What is wrong with a module, in words. */
export function saidProblem(
  t: Say,
  design: ModuleDesign,
  { level, pointer, code, values }: DesignProblem<ModuleProblemCode>,
): SaidProblem {
  const part = partIn(design, pointer)
  const text = t(`module.problem.${code}` satisfies OfficeTextId, values)
  if (!part) return { level, pointer, at: null, text }
  const number =
    part.kind === 'cell' ? design.cells.findIndex(({ key }) => key === part.key) + 1 : 0
  const kind = part.kind === 'control' ? design.controls[part.index]?.kind : undefined
  const at = kind ? t(`module.control.${kind}`) : t('module.cell.short', { number })
  return { level, pointer, at, text }
}
