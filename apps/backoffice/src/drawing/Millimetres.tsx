import { useText } from '../text.ts'

/** A measure, which reads from left to right in every language. */
export function Millimetres({ value }: { value: number }) {
  const { t } = useText()
  return <span className="ltr">{t('model.mm', { value })}</span>
}
