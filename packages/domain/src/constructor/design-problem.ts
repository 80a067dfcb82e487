/** What can be wrong with a module model. Codes are API. */
export const moduleProblemCodes = [
  'empty',
  'overlap',
  'too-deep',
  'outside',
  'in-plinth',
  'inner-larger',
  'duplicate',
  'controls-not-here',
  'glass-frozen',
  'socket-cold',
  'charging-no-socket',
  'channels-few',
] as const

/** What can be wrong with a locker model. Codes are API. */
export const lockerProblemCodes = [
  'empty',
  'module-missing',
  'module-draft',
  'duplicate',
  'too-many',
  'back-shut',
  'name-duplicate',
  'name-missing',
  'control-none',
  'screen-none',
  'out-of-reach',
  'back-no-controls',
  'back-unused',
  'reach-none',
  'reach-type',
  'wanted-missing',
  'too-wide',
  'too-heavy',
  'heights-differ',
  'depths-differ',
  'channels-few',
] as const

export type ModuleProblemCode = (typeof moduleProblemCodes)[number]
export type LockerProblemCode = (typeof lockerProblemCodes)[number]

/** An error keeps a model from being released; a warning is for people to weigh. */
export type DesignProblem<Code extends string = ModuleProblemCode | LockerProblemCode> = {
  level: 'error' | 'warning'
  code: Code
  /** Where in the design, as a JSON pointer. */
  pointer: string
  /** In English, for logs and programs. */
  detail: string
  /** The figures and names in it, for whoever says it in another language. */
  values: Readonly<Record<string, string | number>>
}

/** True when nothing keeps the model from being released. */
export const isReleasable = (problems: readonly DesignProblem[]) =>
  problems.every(({ level }) => level !== 'error')
