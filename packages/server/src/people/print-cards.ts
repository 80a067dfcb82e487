import { badgeVerifier } from '@cubby/keys/digest'
import { newBadge } from '@cubby/keys/secrets'
import type { FieldError } from '@cubby/kit/app-error'
import { type CourierId, idOf, uuidOf } from '@cubby/kit/ids'
import { printCards } from '@cubby/protocol/operations/couriers/print-cards'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type Caller, maySee } from '../http/caller.ts'
import { type CallWork, route } from '../http/route.ts'
import { wrongFields } from '../http/told.ts'
import type { CourierRow } from '../store/office.ts'
import { type Card, cardPdf } from './card/card-pdf.ts'
import { keepCourier } from './change-courier.ts'

export const printCardsRoute = route(printCards, async (call, ctx) => {
  const { body, caller, trx } = call
  const couriers = await lockAll(call, caller, body.couriers)
  const names = await namesOf(trx, couriers)
  const cards: Card[] = []
  for (const courier of couriers) {
    // The server keeps what recognises it, as of any badge: the card alone holds the secret.
    const badge = newBadge()
    await keepCourier(call, courier, {
      ...courier,
      badgeVerifier: badgeVerifier(ctx.keys.directoryKey, badge),
    })
    const organization = names.get(courier.organization) ?? ''
    cards.push({ name: courier.name, organization, badge })
  }
  const [only] = couriers
  const fileName =
    couriers.length === 1 && only ? `card-${only.id}.pdf` : `cards-${couriers.length}.pdf`
  return { fileName, pdf: cardPdf(cards, body.format).toString('base64') }
})

/** The couriers in the order of their ids, as two who print at the same time must lock them. */
async function lockAll(
  { tx }: CallWork,
  caller: Caller,
  ids: readonly CourierId[],
): Promise<CourierRow[]> {
  const rows = new Map<CourierId, CourierRow>()
  for (const id of ids.toSorted()) {
    const row = await tx.lockCourier(id)
    if (row && row.revokedAt === null && maySee(caller, uuidOf(row.organization))) rows.set(id, row)
  }
  const seen = new Set<CourierId>()
  const wrong = ids.flatMap((id, i): FieldError[] => {
    const pointer = `/couriers/${i}`
    if (!rows.has(id)) return [{ pointer, code: 'not-found', detail: 'is no courier who works' }]
    if (seen.has(id)) return [{ pointer, code: 'duplicate', detail: 'stands here twice' }]
    seen.add(id)
    return []
  })
  if (wrong.length > 0) throw wrongFields(wrong)
  return ids.flatMap((id) => rows.get(id) ?? [])
}

async function namesOf(trx: Transaction<Db>, couriers: readonly CourierRow[]) {
  const ids = [...new Set(couriers.map(({ organization }) => uuidOf(organization)))]
  const rows = await trx
    .selectFrom('organization')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute()
  return new Map<string, string>(rows.map(({ id, name }) => [idOf('org', id), name]))
}
