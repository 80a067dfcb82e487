import { changeConfiguration } from '@cubby/protocol/operations/configuration/change-configuration'
import { AppError } from '@cubby/kit/app-error'
import { route } from '../http/route.ts'
import { applyChange } from './apply-change.ts'
import { checkTargets, checkTariffs, readChange, type Target } from './check-change.ts'
import { levelExists } from './level-names.ts'
import { toldConfiguration } from './told-configuration.ts'

export const changeConfigurationRoute = route(changeConfiguration, async (call) => {
  const { params, body, trx, now } = call
  const { cell, version, set, clear, reason } = body
  const targets: Target[] = [{ of: params.of, cell, version }]
  if (!(await levelExists(trx, params.of)))
    throw new AppError('not-found', 'there is no such level')
  const change = readChange({ set, clear }, targets, now)
  await checkTariffs(trx, change)
  await checkTargets(trx, targets, (_, field) => `/${field}`)
  await applyChange(call, targets, change, reason)
  return toldConfiguration(trx, targets[0] as Target, now)
})
