import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { createTariff } from '@cubby/protocol/operations/tariffs/create-tariff'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import { checkedValidity, checkTerms, ownerFor, tariffInFull, tariffSeen } from './tariff-rows.ts'

export const createTariffRoute = route(
  createTariff,
  async ({ body, caller, trx, now, changes }, ctx) => {
    const organization = ownerFor(caller, body.organization)
    if (organization !== null) await organizationExists(trx, organization)
    checkTerms(body.terms)
    const { from, until } = checkedValidity(body, now, true)
    const { count } = await trx
      .selectFrom('tariff')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('organization_id', 'is not distinct from', organization)
      .where('retired_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (count >= limits.tariffsPerOrganizationMax)
      throw new AppError('conflict/state', 'there are too many tariffs already; retire some', {
        extra: { max: limits.tariffsPerOrganizationMax },
      })
    const id = ctx.ids.mint('trf')
    await trx
      .insertInto('tariff')
      .values({
        id: uuidOf(id),
        organization_id: organization,
        name: body.name,
        version: 1,
        created_at: timestamp(now),
      })
      .execute()
    await trx
      .insertInto('tariff_version')
      .values({
        tariff_id: uuidOf(id),
        version: 1,
        terms: JSON.stringify(body.terms),
        valid_from: timestamp(from),
        valid_until: until === null ? null : timestamp(until),
        created_at: timestamp(now),
      })
      .execute()
    const made = await tariffInFull(trx, await tariffSeen(trx, caller, id))
    changes.push({ thing: id, before: null, after: made })
    return made
  },
)
