import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import { isolated } from '../../support/isolate.ts'
import { useText } from '../../text.ts'
import { moneyText } from './rental-form.ts'

/** What a rental costs, as people say it. */
export function PriceText({ price }: Pick<RentalReply, 'price'>) {
  const { t, intl } = useText()
  return <>{t(`rental.price.${price.per}`, { price: isolated(moneyText(intl, price)) })}</>
}
