import { IconClockPause, IconTools } from '@tabler/icons-react'
import { useText } from '../text.ts'

/** The program behind the screen is starting again, or the machine does not know yet what it is. It goes away by itself. */
export function MomentScreen({ isSetUp }: { isSetUp: boolean }) {
  const { t } = useText()
  const id = isSetUp ? 'moment' : 'moment.setup'
  const Icon = isSetUp ? IconClockPause : IconTools
  return (
    <section className={isSetUp ? 'moment late' : 'moment'} aria-live="polite">
      <Icon aria-hidden="true" className="picture" />
      <h1>{t(`${id}.title`)}</h1>
      <p>{t(`${id}.text`)}</p>
    </section>
  )
}
