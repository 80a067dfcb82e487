import { LockerWall } from '@cubby/ui/wall/locker-wall'
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
  if (!model.state) return null
  const session = sessionOf(model)
  const doors = (session?.opened ?? [])
    .filter(({ door }) => door === 'open' || door === 'opening')
    .map(({ cell }) => doorName(model.state, cell))
    .join(', ')
  return (
    <LockerWall
      modules={model.state.modules}
      side={side}
      label={doors ? t('wall.label.yours', { doors }) : t('wall.label')}
      doorOf={(cell) => ({ ...doorLook(cell, side, session), label: cell.name })}
    />
  )
}
