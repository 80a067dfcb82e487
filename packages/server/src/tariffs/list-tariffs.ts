import { uuidOf } from '@cubby/kit/ids'
import { listTariffs } from '@cubby/protocol/operations/tariffs/list-tariffs'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { anywhere } from '../lists/like.ts'
import { tariffs, toldTariff } from './tariff-rows.ts'

export const listTariffsRoute = route(listTariffs, async ({ query, caller, trx }) => {
  const { after, limit, q: name, state } = query
  const organization = organizationSeen(caller, query.organization)
  const seesNetwork = caller.organization !== null && query.organization === undefined
  const rows = await tariffs(trx)
    .$if(organization !== null, (q) =>
      q.where((eb) =>
        eb.or([
          eb('tariff.organization_id', '=', organization),
          ...(seesNetwork ? [eb('tariff.organization_id', 'is', null)] : []),
        ]),
      ),
    )
    .$if(name !== undefined, (q) => q.where('tariff.name', 'ilike', anywhere(name ?? '')))
    .$if(state === 'current', (q) => q.where('tariff.retired_at', 'is', null))
    .$if(state === 'retired', (q) => q.where('tariff.retired_at', 'is not', null))
    .$if(after !== undefined, (q) => q.where('tariff.id', '<', uuidOf(after ?? '')))
    .orderBy('tariff.id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldTariff)
})
