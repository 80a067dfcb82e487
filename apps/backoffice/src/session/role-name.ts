import type { NamedRole } from '@cubby/protocol/operations/roles/role-shapes'
import type { Say } from '../text.ts'

/** What a role is called here: a built-in one in the language of the page, any other as it was named. */
export const roleName = (t: Say, { builtIn, name }: NamedRole) =>
  builtIn === null ? name : t(`role.${builtIn}`)
