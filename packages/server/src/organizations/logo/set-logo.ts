import { limits } from '@cubby/kit/limits'
import { setLogo } from '@cubby/protocol/operations/organizations/set-logo'
import { timestamp } from '../../db/tables/column.ts'
import { route } from '../../http/route.ts'
import { wrongField } from '../../http/told.ts'
import { lockOrganization, organizationInFull } from '../organization-rows.ts'
import { pictureIn } from './picture-type.ts'

export const setLogoRoute = route(setLogo, async ({ params, body, caller, trx, now, changes }) => {
  const { id } = await lockOrganization(trx, caller, params.organization)
  const before = await organizationInFull(trx, caller, id)
  const bytes = Buffer.from(body.data, 'base64')
  const { type } = checked(bytes)
  const row = { type, bytes, changed_at: timestamp(now) }
  await trx
    .insertInto('organization_logo')
    .values({ organization_id: id, ...row })
    .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(row))
    .execute()
  const after = await organizationInFull(trx, caller, id)
  changes.push({ thing: params.organization, before, after })
  return after
})

function checked(bytes: Buffer) {
  if (bytes.length > limits.logoBytesMax)
    throw wrongField('/data', 'out-of-range', 'must be at most 256 KiB')
  const picture = pictureIn(bytes)
  if (picture === null) throw wrongField('/data', 'not-a-picture', 'must be PNG, JPEG or WebP')
  const { width, height } = picture
  // A small file can unfold to a picture that fills the memory of whoever looks at it.
  if (Math.min(width, height) < 1 || Math.max(width, height) > limits.logoSideMax)
    throw wrongField(
      '/data',
      'out-of-range',
      `must be at most ${limits.logoSideMax} pixels wide and high`,
    )
  return picture
}
