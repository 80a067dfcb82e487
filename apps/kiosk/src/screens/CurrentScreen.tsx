import { useEffect, useRef } from 'react'
import { CourierScreen } from '../courier/CourierScreen.tsx'
import { useModel } from '../kiosk-context.ts'
import { BadgeScreen } from './BadgeScreen.tsx'
import { MomentScreen } from './MomentScreen.tsx'
import { RecipientScreen } from './RecipientScreen.tsx'
import { StartScreen } from './StartScreen.tsx'

/** The screen for where the person is; the focus begins at its top. */
export function CurrentScreen() {
  const { step, state, isReached } = useModel()
  const main = useRef<HTMLElement>(null)
  const place = placeOf(step)
  useEffect(() => {
    main.current?.focus({ preventScroll: true })
  }, [place])
  const isSetUp =
    state !== null && state.modules.length > 0 && state.hasLocks && state.service !== 'retired'
  return (
    <main ref={main} tabIndex={-1} className="stage" data-screen={place}>
      {isSetUp ? screenAt(step.at) : null}
      {state !== null && !isSetUp && <MomentScreen isSetUp={false} />}
      {!isReached && <MomentScreen isSetUp />}
    </main>
  )
}

type Step = ReturnType<typeof useModel>['step']

function placeOf(step: Step): string {
  if (step.at === 'badge') return `badge-${step.field}`
  if (step.at === 'recipient') return step.problem ? 'problem' : 'recipient'
  return step.at
}

function screenAt(at: Step['at']) {
  switch (at) {
    case 'start':
      return <StartScreen />
    case 'badge':
      return <BadgeScreen />
    case 'recipient':
      return <RecipientScreen />
    case 'courier':
      return <CourierScreen />
  }
}
