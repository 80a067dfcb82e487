import type { SignInRules } from '@cubby/protocol/operations/sign-in/sign-in-shapes'

/** As the fields hold them: a number field that was emptied holds nothing. */
export type RuleValues = Omit<SignInRules, 'passwordDaysMax'> & { passwordDaysMax: number | '' }
