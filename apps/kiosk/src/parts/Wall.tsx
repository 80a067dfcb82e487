import { LockerWall } from '@cubby/ui/wall/locker-wall'
import { useMemo } from 'react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import { doorLook } from '../model/door-look.ts'
import { doorName, sessionOf } from '../model/model.ts'
import { useText } from '../text.ts'

/** The machine that the person stands at, with his doors standing out. */
export function Wall() {
  const { store } = useKiosk()
  const model = useModel()
  const { t } = useText()
  const { side } = store.config
  const { state } = model
  const session = sessionOf(model)
  // A hundred doors are not drawn again for each digit that somebody types.
  return useMemo(() => {
    if (!state) return null
    const doors = (session?.opened ?? [])
      .filter(({ door }) => door === 'open' || door === 'opening')
      .map(({ cell }) => doorName(state, cell))
      .join(', ')
    return (
      <LockerWall
        modules={state.modules}
        side={side}
        label={doors ? t('wall.label.yours', { doors }) : t('wall.label')}
        doorOf={(cell) => ({ ...doorLook(cell, side, session), label: cell.name })}
      />
    )
  }, [state, session, side, t])
}
