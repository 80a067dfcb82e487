import { type DesignProblem, isReleasable } from '@cubby/domain/constructor/design-problem'
import { AppError } from '@cubby/kit/app-error'

/** Refuses a version with errors, naming each of them at its place in the design. */
export function mustBeReleasable(problems: readonly DesignProblem[]): void {
  if (isReleasable(problems)) return
  throw new AppError('conflict/state', 'a model with errors is not released; mend them first', {
    fields: problems
      .filter(({ level }) => level === 'error')
      .map(({ pointer, code, detail }) => ({ pointer: `/design${pointer}`, code, detail })),
  })
}
