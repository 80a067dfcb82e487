import { AppError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { TariffTerms } from '@cubby/domain/tariffs/tariff'
import { updateTariff } from '@cubby/protocol/operations/tariffs/update-tariff'
import type { Transaction } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { route } from '../http/route.ts'
import {
  checkedValidity,
  checkTerms,
  mustOwnPrices,
  tariffInFull,
  tariffSeen,
} from './tariff-rows.ts'

export const updateTariffRoute = route(
  updateTariff,
  async ({ params, body, caller, trx, now, changes }) => {
    const row = await tariffSeen(trx, caller, params.tariff, { forUpdate: true })
    mustOwnPrices(caller, row.organization_id)
    if (row.retired_at !== null)
      throw new AppError('conflict/state', 'the tariff is retired', { extra: { state: 'retired' } })
    if (body.version !== row.version)
      throw new AppError('conflict/state', 'somebody else has changed this tariff meanwhile', {
        extra: { version: row.version },
      })
    const before = await tariffInFull(trx, row)
    const { terms = row.terms, validFrom, validUntil } = body
    const isNew = [body.terms, validFrom, validUntil].some((part) => part !== undefined)
    if (isNew) {
      checkTerms(terms)
      const holds = checkedValidity({ validFrom, validUntil }, now, false)
      await addVersion(trx, { tariff: row.id, version: row.version + 1, terms, ...holds, now })
    }
    await trx
      .updateTable('tariff')
      .set({ name: body.name ?? row.name, version: isNew ? row.version + 1 : row.version })
      .where('id', '=', row.id)
      .execute()
    const after = await tariffInFull(trx, await tariffSeen(trx, caller, params.tariff))
    changes.push({ thing: params.tariff, before, after })
    return after
  },
)

type NewVersion = {
  tariff: string
  version: number
  terms: TariffTerms
  from: Instant
  until: Instant | null
  now: Instant
}

async function addVersion(trx: Transaction<Db>, next: NewVersion): Promise<void> {
  if (next.version > limits.tariffVersionsMax)
    throw new AppError('conflict/state', 'this tariff has too many versions; make a new one', {
      extra: { max: limits.tariffVersionsMax },
    })
  await trx
    .insertInto('tariff_version')
    .values({
      tariff_id: next.tariff,
      version: next.version,
      terms: JSON.stringify(next.terms),
      valid_from: timestamp(next.from),
      valid_until: next.until === null ? null : timestamp(next.until),
      created_at: timestamp(next.now),
    })
    .execute()
}
