import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { wallPlan } from '@cubby/ui/wall/wall-geometry'
import type { ReactNode } from 'react'

/** As large as there is room for; on a phone it scrolls sideways rather than become too small to touch. */
export function WallFrame(props: {
  modules: LockerReply['layout']['modules']
  children: ReactNode
}) {
  const { width, height } = wallPlan(props.modules)
  const ratio = width / height
  return (
    <div style={{ overflowX: 'auto' }} data-testid="wall">
      <div
        style={{
          minWidth: Math.min(580, ratio * 560),
          maxHeight: 'min(58vh, 560px)',
          aspectRatio: ratio,
          marginInline: 'auto',
        }}
      >
        {props.children}
      </div>
    </div>
  )
}
