import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import { IconCheck, IconClock, IconFlag } from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

const looks = {
  running: { color: 'done', icon: IconCheck },
  'to-come': { color: 'link', icon: IconClock },
  over: { color: 'gray', icon: IconFlag },
} as const

/** Whether the cells are the tenant's today. */
export function RentalState({ state }: Pick<RentalReply, 'state'>) {
  const { t } = useText()
  return <Sign {...looks[state]}>{t(`rental.state.${state}`)}</Sign>
}
