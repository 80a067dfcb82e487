import { uuidOf } from '@cubby/kit/ids'
import { listOffers } from '@cubby/protocol/operations/offers/list-offers'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { offerColumns, toldOffer } from './offer-rows.ts'

export const listOffersRoute = route(listOffers, async ({ query, caller, trx }) => {
  const { after, limit, kind, tariff, state } = query
  const organization = organizationSeen(caller, query.organization)
  const seesNetwork = caller.organization !== null && query.organization === undefined
  const rows = await trx
    .selectFrom('offer')
    .select(offerColumns)
    .$if(organization !== null, (q) =>
      q.where((eb) =>
        eb.or([
          eb('organization_id', '=', organization),
          ...(seesNetwork ? [eb('organization_id', 'is', null)] : []),
        ]),
      ),
    )
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? 'store'))
    .$if(tariff !== undefined, (q) => q.where('tariff_id', '=', uuidOf(tariff ?? '')))
    .$if(state !== undefined, (q) => q.where('is_on', '=', state === 'on'))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldOffer)
})
