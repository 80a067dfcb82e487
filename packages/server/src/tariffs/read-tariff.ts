import { readTariff } from '@cubby/protocol/operations/tariffs/read-tariff'
import { route } from '../http/route.ts'
import { tariffInFull, tariffSeen } from './tariff-rows.ts'

export const readTariffRoute = route(readTariff, async ({ params, query, caller, trx }) =>
  tariffInFull(trx, await tariffSeen(trx, caller, params.tariff), query.version),
)
