import { changeConfigurations } from '@cubby/protocol/operations/configuration/change-configurations'
import { route } from '../http/route.ts'
import { applyChange } from './apply-change.ts'
import { checkTargets, checkTariffs, readChange } from './check-change.ts'

export const changeConfigurationsRoute = route(changeConfigurations, async (call) => {
  const { body, trx, now } = call
  const { targets, set, clear, reason } = body
  const change = readChange({ set, clear }, targets, now)
  await checkTariffs(trx, change)
  await checkTargets(trx, targets, (i, field) => `/targets/${i}/${field}`)
  const changed = await applyChange(call, targets, change, reason)
  return { changed: changed.map(({ of, version }) => ({ of, version })) }
})
