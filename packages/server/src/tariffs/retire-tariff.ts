import { AppError } from '@cubby/kit/app-error'
import { retireTariff } from '@cubby/protocol/operations/tariffs/retire-tariff'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { mustOwnPrices, tariffSeen, toldTariff } from './tariff-rows.ts'

export const retireTariffRoute = route(
  retireTariff,
  async ({ params, caller, trx, now, changes }) => {
    const row = await tariffSeen(trx, caller, params.tariff, { forUpdate: true })
    mustOwnPrices(caller, row.organization_id)
    const before = toldTariff(row)
    if (row.retired_at !== null) return before
    const { count } = await trx
      .selectFrom('offer')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('tariff_id', '=', row.id)
      .where('is_on', '=', true)
      .executeTakeFirstOrThrow()
    if (count > 0)
      throw new AppError('conflict/state', 'an offer that is on uses this tariff', {
        extra: { offers: count },
      })
    await trx
      .updateTable('tariff')
      .set({ retired_at: timestamp(now) })
      .where('id', '=', row.id)
      .execute()
    const after = toldTariff({ ...row, retired_at: now })
    changes.push({ thing: params.tariff, before, after })
    return after
  },
)
