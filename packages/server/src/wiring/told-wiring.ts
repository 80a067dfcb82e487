import type { WiringReply } from '@cubby/protocol/operations/wiring/wiring-shapes'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { isProved, leavingDoors, type Machine } from '../service/machine-rows.ts'

/** The wiring of a machine as the API tells of it. */
export const toldWiring = async (trx: Transaction<Db>, machine: Machine): Promise<WiringReply> => ({
  locker: machine.id,
  wiring: machine.wiring,
  isProved: await isProved(trx, machine),
  leaving: leavingDoors(machine),
})
