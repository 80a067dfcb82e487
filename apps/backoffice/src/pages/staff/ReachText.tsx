import type { Reach } from '@cubby/protocol/operations/staff/reach'
import { LockerName, OrganizationName } from '../../support/Name.tsx'
import { useText } from '../../text.ts'

/** How far somebody reaches: one thing by its name, several by how many. */
export function ReachText({ reach }: { reach: Reach }) {
  const { t } = useText()
  switch (reach.kind) {
    case 'network':
      return t('reach.network')
    case 'organization':
      return <OrganizationName id={reach.organization} />
    case 'segments':
      return t('reach.several.segments', { count: reach.segments.length })
    case 'lockers': {
      const [only] = reach.lockers
      return reach.lockers.length === 1 && only ? (
        <LockerName id={only} />
      ) : (
        t('reach.several.lockers', { count: reach.lockers.length })
      )
    }
  }
}
