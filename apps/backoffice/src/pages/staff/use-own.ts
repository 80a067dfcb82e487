import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import { useMe } from '../../session/me.ts'
import { useText } from '../../text.ts'

/** Why whoever is signed in leaves this account alone: it is his own; undefined for any other. */
export function useOwn({ id }: StaffAccount): string | undefined {
  const { t } = useText()
  return useMe().id === id ? t('staff.own') : undefined
}
