import { doorName, wiringItem } from '@cubby/domain/machine/wiring'
import { serviceStates } from '@cubby/domain/machine/service'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

export const ofLocker = z.strictObject({ locker: id('lck') })

/** `untried`; `right`; `none` opened; `unseen`: it opened and its contact did not say so. */
export const proofStates = ['untried', 'right', 'none', 'unseen'] as const
export type ProofState = (typeof proofStates)[number]

/** One door of the machine, its wire, and what is known of that wire. */
export const testedDoor = doorName.extend({
  /** As it is painted on the door. */
  name: z.string(),
  board: z.string(),
  channel: z.int(),
  proof: z.enum(proofStates),
  /** Its last opening for the test; null: none with this wire. */
  command: z
    .strictObject({
      id: id('cmd'),
      status: z.enum(['waiting', 'accepted', 'refused', 'expired', 'done', 'unknown']),
      outcome: z.string().nullable(),
    })
    .nullable(),
  answeredAt: toldMoment.nullable(),
})

export const wiringTest = z.strictObject({
  locker: id('lck'),
  service: z.enum(serviceStates),
  /** In the order in which the cables were pulled; empty until the locker is wired. */
  doors: z.array(testedDoor),
  /** Every door was seen to open by its own wire. */
  isProved: z.boolean(),
})

export const wiringReply = z.strictObject({
  locker: id('lck'),
  /** Null: nobody has told the server; the machine may know from a file of its installer. */
  wiring: wiringItem.nullable(),
  /** Every door was seen to open by its own wire, or somebody answers for that. */
  isProved: z.boolean(),
  /** Cells of an earlier layout that are not empty yet; their wires stay. */
  leaving: z.array(doorName.extend({ name: z.string() })),
})

export type TestedDoor = z.infer<typeof testedDoor>
export type WiringTest = z.infer<typeof wiringTest>
export type WiringReply = z.infer<typeof wiringReply>
