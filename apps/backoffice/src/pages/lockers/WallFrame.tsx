import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { wallPlan } from '@cubby/ui/wall/wall-geometry'
import '@cubby/ui/wall/wall.css'
import type { ReactNode } from 'react'

type Props = {
  modules: LockerReply['layout']['modules']
  /** What it shows, where nothing in it takes the focus: then the frame does, so that the arrow keys can scroll it. */
  label?: string
  children: ReactNode
}

/** As large as there is room for; on a phone it scrolls sideways rather than become too small to touch. */
export function WallFrame({ modules, label, children }: Props) {
  const { width, height } = wallPlan(modules)
  const ratio = width / height
  return (
    <div
      style={{ overflowX: 'auto' }}
      data-testid="wall"
      {...(label === undefined ? {} : { role: 'group', tabIndex: 0, 'aria-label': label })}
    >
      <div
        style={{
          minWidth: Math.min(580, ratio * 560),
          maxHeight: 'min(58vh, 560px)',
          aspectRatio: ratio,
          marginInline: 'auto',
        }}
      >
        {children}
      </div>
    </div>
  )
}
