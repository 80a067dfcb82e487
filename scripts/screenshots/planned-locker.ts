import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { establishLocker } from '@cubby/protocol/operations/service/establish-locker'
import { proposeWiring } from '@cubby/protocol/operations/wiring/propose-wiring'
import { setWiring } from '@cubby/protocol/operations/wiring/set-wiring'
import { tenColumnModel } from '@cubby/testing/constructor/ten-columns'
import type { ApiClient } from '@cubby/testing/network/api-client'

/** A large machine that is being put up: wired, and nobody has enrolled its computer yet. */
export async function plannedLocker(operator: ApiClient): Promise<string> {
  const model = await tenColumnModel(operator)
  const { items } = await operator.call(listLocations, { query: {} })
  const [location] = items
  if (!location) throw new Error('the first network lacks a location')
  const { id: locker } = await operator.call(establishLocker, {
    body: { model, version: 1, location: location.id, name: 'Car park' },
  })
  const line = { kind: 'serial', path: '/dev/ttyUSB0' } as const
  const params = { locker }
  const body = { model: 'kerong-cu48', lines: [line] }
  const { wiring } = await operator.call(proposeWiring, { params, body })
  await operator.call(setWiring, { params, body: { wiring } })
  return locker
}
