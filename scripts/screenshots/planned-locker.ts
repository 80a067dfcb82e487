import type { LockerId } from '@cubby/kit/ids'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { establishLocker } from '@cubby/protocol/operations/service/establish-locker'
import { proposeWiring } from '@cubby/protocol/operations/wiring/propose-wiring'
import { setWiring } from '@cubby/protocol/operations/wiring/set-wiring'
import type { ApiClient } from '@cubby/testing/network/api-client'

/** A large machine that is being put up: wired, and nobody has enrolled its computer yet. */
export async function plannedLocker(operator: ApiClient): Promise<LockerId> {
  const { items: models } = await operator.call(listLockerModels, { query: {} })
  const built = models.find(({ releasedVersion }) => releasedVersion !== null)
  if (!built) throw new Error('the first network lacks a released locker model')
  const { items } = await operator.call(listLocations, { query: {} })
  const [location] = items
  if (!location) throw new Error('the first network lacks a location')
  const { id: locker } = await operator.call(establishLocker, {
    body: {
      model: built.id,
      version: built.releasedVersion ?? 1,
      location: location.id,
      name: 'Car park',
    },
  })
  const line = { kind: 'serial', path: '/dev/ttyUSB0' } as const
  const params = { locker }
  const body = { model: 'kerong-cu48', lines: [line] }
  const { wiring } = await operator.call(proposeWiring, { params, body })
  const relays = {
    id: 'relays',
    line: { kind: 'serial' as const, path: '/dev/ttyUSB1' },
    boards: [
      {
        id: 'relays',
        model: 'waveshare-relay-8d',
        address: 1,
        doorContact: 'closed-is-1' as const,
      },
    ],
  }
  const buses = [...wiring.buses, relays]
  await operator.call(setWiring, { params, body: { wiring: { ...wiring, buses } } })
  return locker
}
