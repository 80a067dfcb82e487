import type { ServiceState } from '@cubby/domain/machine/service'
import { AppError } from '@cubby/kit/app-error'

/** Nobody announces to a machine that would not take the parcel in. */
export function mustTakeParcels(service: ServiceState) {
  if (service === 'in-service') return
  throw new AppError('locker/not-in-service', `this locker takes no parcels: it is ${service}`, {
    fields: [{ pointer: '/locker', code: 'not-in-service', detail: `is ${service}` }],
    extra: { service },
  })
}
