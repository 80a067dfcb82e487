import { columnLetters } from '@cubby/domain/constructor/cell-names'
import type { DesignProblem, LockerProblemCode } from '@cubby/domain/constructor/design-problem'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
import type { SaidProblem } from '../../drawing/ProblemList.tsx'
import { named, type Say } from '../../text.ts'

/** The place of the module that a pointer leads to; null: it leads elsewhere. */
export function indexIn(pointer: string): number | null {
  const [, index] = /^\/modules\/(\d+)(?:\/|$)/.exec(pointer) ?? []
  return index === undefined ? null : Number(index)
}

/** What is wrong with a machine, in words. */
export function saidProblem(t: Say, problem: DesignProblem<LockerProblemCode>): SaidProblem {
  const index = indexIn(problem.pointer)
  const { kind } = problem.values
  const values =
    typeof kind === 'string'
      ? { ...problem.values, kind: named(t, 'module.control', kind) }
      : problem.values
  return {
    level: problem.level,
    pointer: problem.pointer,
    at: index === null ? null : t('machine.problem.at', { column: columnLetters(index) }),
    text: t(`machine.problem.${problem.code}` satisfies OfficeTextId, values),
  }
}
