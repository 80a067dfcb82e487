import { IconCircleCheck, IconAlertTriangle, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import { printSlip } from '../link/edge-client.ts'
import { sessionOf } from '../model/model.ts'
import { useText } from '../text.ts'

/** Prints what was put in. Not there while the machine has no printer that is well. */
export function SlipButton() {
  const { store } = useKiosk()
  const model = useModel()
  const { t, language } = useText()
  const [state, setState] = useState<'idle' | 'busy' | 'done' | 'failed'>('idle')
  const session = sessionOf(model)
  if (!session || (!model.state?.canPrint && state === 'idle')) return null
  const print = async () => {
    store.touch()
    setState('busy')
    setState((await printSlip({ session: session.id, language })) ? 'done' : 'failed')
  }
  const Told = state === 'done' ? IconCircleCheck : IconAlertTriangle
  return (
    <div className="row slip">
      {model.state?.canPrint && (
        <button
          type="button"
          className="button"
          disabled={state === 'busy'}
          onClick={() => void print()}
        >
          <IconPrinter aria-hidden="true" className="icon" />
          {t(state === 'busy' ? 'courier.summary.slip.busy' : 'courier.summary.slip')}
        </button>
      )}
      {(state === 'done' || state === 'failed') && (
        <output className={state === 'done' ? 'told told-good' : 'told told-bad'}>
          <Told aria-hidden="true" className="icon" />
          <span>{t(`courier.summary.slip.${state}`)}</span>
        </output>
      )}
    </div>
  )
}
