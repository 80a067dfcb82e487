import { IconDoor, IconDoorOff, IconLockOpen } from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import type { DoorLine } from '../model/recipient-view.ts'
import { useText } from '../text.ts'

/** One door in words, and the way to open it once more. */
export function DoorRow({ line }: { line: DoorLine }) {
  const { store } = useKiosk()
  const { step, underWay } = useModel()
  const { t } = useText()
  const { cell, name, door, isNoted } = line
  const mayOpen = !isNoted && (door === 'closed' || door === 'stuck' || door === 'unseen')
  const openAgain = () => {
    if (step.at === 'recipient')
      store.ask({ name: 'open-again', body: { session: step.session, cell } })
  }
  const Icon = door === 'stuck' ? IconDoorOff : IconDoor
  return (
    <li className={`door door-${door}`}>
      <Icon aria-hidden="true" className="icon" />
      <span className="door-name">
        <strong>{t('collect.door', { door: name })}</strong>
        <span>{t(isNoted ? 'collect.state.noted' : `collect.state.${door}`)}</span>
      </span>
      {mayOpen && (
        <button
          type="button"
          className="button"
          disabled={underWay > 0}
          aria-label={t('collect.again.door', { door: name })}
          onClick={openAgain}
        >
          <IconLockOpen aria-hidden="true" className="icon" />
          {t('collect.again')}
        </button>
      )}
    </li>
  )
}
