import { kindsAbleTo } from '@cubby/domain/organizations/capabilities'
import { suspendOrganization } from '@cubby/protocol/operations/organizations/suspend-organization'
import { resumeOrganization } from '@cubby/protocol/operations/organizations/resume-organization'
import type { Transaction } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { route } from '../http/route.ts'
import { courierChange } from '../people/courier-rows.ts'
import type { CourierRow } from '../store/office.ts'
import { courierColumns, courierOf } from '../store/pg/rows.ts'
import { lockOrganization, organizationInFull } from './organization-rows.ts'

export const suspendOrganizationRoute = route(
  suspendOrganization,
  async ({ params, body, caller, trx, now, feed, changes }) => {
    const {
      id,
      suspended_at: since,
      kind,
    } = await lockOrganization(trx, caller, params.organization)
    const before = await organizationInFull(trx, caller, id)
    if (since !== null) return before
    await trx
      .updateTable('organization')
      .set({ suspended_at: timestamp(now), suspended_reason: body.reason })
      .where('id', '=', id)
      .execute()
    // Grants of recipients stay: what is inside can still be collected.
    if (kindsAbleTo('employ').includes(kind))
      for (const courier of await workingCouriers(trx, id))
        feed.push(courierChange({ ...courier, revokedAt: now }))
    const after = await organizationInFull(trx, caller, id)
    changes.push({ thing: params.organization, before, after })
    return after
  },
)

export const resumeOrganizationRoute = route(
  resumeOrganization,
  async ({ params, caller, trx, feed, changes }) => {
    const { id, suspended_at: since } = await lockOrganization(trx, caller, params.organization)
    const before = await organizationInFull(trx, caller, id)
    if (since === null) return before
    await trx
      .updateTable('organization')
      .set({ suspended_at: null, suspended_reason: null })
      .where('id', '=', id)
      .execute()
    for (const courier of await workingCouriers(trx, id)) feed.push(courierChange(courier))
    const after = await organizationInFull(trx, caller, id)
    changes.push({ thing: params.organization, before, after })
    return after
  },
)

/** All its couriers who are not revoked, locked: nobody is revoked between this look and the feed. */
async function workingCouriers(trx: Transaction<Db>, organization: string): Promise<CourierRow[]> {
  const rows = await trx
    .selectFrom('courier')
    .select(courierColumns)
    .where('organization_id', '=', organization)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(courierOf)
}
