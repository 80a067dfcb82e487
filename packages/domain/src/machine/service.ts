import { z } from 'zod'

/**
 * Whether a machine takes parcels: `planned` (drawn up), `testing` (its wiring is being proved), `in-service`, `out-of-service`
 * (nothing is put in; whatever is inside can be taken out), `retired`.
 */
export const serviceStates = [
  'planned',
  'testing',
  'in-service',
  'out-of-service',
  'retired',
] as const
export type ServiceState = (typeof serviceStates)[number]

/** Key `service` on the machine's own stream; without it, in service. */
export const serviceItem = z.strictObject({ state: z.enum(serviceStates) })

/** Technicians have their hands in the machine: a door that opens by itself is their work and no burglary. */
export const isBeingBuilt = (state: ServiceState) => state === 'planned' || state === 'testing'
