import type { LinkState } from '@cubby/protocol/operations/lockers/locker-shapes'
import {
  IconCircleDashed,
  IconGitFork,
  IconPlugConnected,
  IconPlugConnectedX,
} from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

const looks = {
  online: { color: 'done', icon: IconPlugConnected },
  silent: { color: 'signal', icon: IconPlugConnectedX },
  never: { color: 'gray', icon: IconCircleDashed },
  forked: { color: 'alarm', icon: IconGitFork },
} as const

/** Whether we hear of a locker. */
export function LinkSign({ link }: { link: LinkState }) {
  const { t } = useText()
  return (
    <Sign {...looks[link]} meaning={t(`locker.link.meaning.${link}`)}>
      {t(`locker.link.${link}`)}
    </Sign>
  )
}
