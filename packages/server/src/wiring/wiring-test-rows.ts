import type { Side } from '@cubby/domain/cells/layout'
import type { DoorName } from '@cubby/domain/machine/wiring'
import { doorKeyOf, doorsOf, wiresOf } from '@cubby/domain/machine/wiring-rules'
import type { Instant } from '@cubby/kit/clock'
import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import type { TestedDoor, WiringTest } from '@cubby/protocol/operations/wiring/wiring-shapes'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import type { ProofResult } from '../db/tables/machine-tables.ts'
import { type Caller, doerKind } from '../http/caller.ts'
import { toldTime } from '../http/told.ts'
import { isProved, type Machine } from '../service/machine-rows.ts'

/** What was tried of each door, by `doorKeyOf`, with what became of the command. */
export async function proofsOf(trx: Transaction<Db>, locker: LockerId) {
  const rows = await trx
    .selectFrom('door_proof')
    .leftJoin('command', 'command.id', 'door_proof.command_id')
    .select(['door_proof.cell_id', 'door_proof.side', 'door_proof.wire'])
    .select(['door_proof.result', 'door_proof.command_id'])
    .select(['door_proof.answered_at', 'command.status', 'command.outcome'])
    .where('door_proof.locker_id', '=', uuidOf(locker))
    .execute()
  return new Map(rows.map((row) => [doorKeyOf(nameOf(row)), row]))
}

const nameOf = (row: { cell_id: string; side: Side }): DoorName => ({
  cell: idOf('cel', row.cell_id),
  side: row.side,
})

export type Proof = {
  wire: string
  /** UUID of the opening. */
  command: string
  /** Null: not answered yet. */
  answer: { result: ProofResult; at: Instant; by: Caller } | null
}

/** Keeps what was tried of one door, in place of what was tried before. */
export async function keepProof(
  trx: Transaction<Db>,
  locker: LockerId,
  door: DoorName,
  { wire, command, answer }: Proof,
): Promise<void> {
  const kept = {
    wire,
    command_id: command,
    result: answer?.result ?? null,
    answered_at: answer && timestamp(answer.at),
    answered_by: answer?.by.id ?? null,
    answered_by_kind: answer && doerKind(answer.by),
  }
  await trx
    .insertInto('door_proof')
    .values({ locker_id: uuidOf(locker), cell_id: uuidOf(door.cell), side: door.side, ...kept })
    .onConflict((oc) => oc.columns(['locker_id', 'cell_id', 'side']).doUpdateSet(kept))
    .execute()
}

/** How far the test has come. What was tried with another wire does not count. */
export async function toldTest(trx: Transaction<Db>, machine: Machine): Promise<WiringTest> {
  const proofs = await proofsOf(trx, machine.id)
  const wires = machine.wiring ? wiresOf(machine.wiring) : new Map<string, string>()
  const wired = new Map(machine.wiring?.doors.map((door) => [doorKeyOf(door), door]))
  const doors = doorsOf(machine.layout).flatMap((door): TestedDoor[] => {
    const key = doorKeyOf(door)
    const wire = wired.get(key)
    if (!wire) return []
    const proof = proofs.get(key)
    const tried = proof && proof.wire === wires.get(key) ? proof : null
    return [
      {
        ...door,
        board: wire.board,
        channel: wire.channel,
        proof: tried?.result ?? 'untried',
        command:
          tried?.command_id && tried.status
            ? { id: idOf('cmd', tried.command_id), status: tried.status, outcome: tried.outcome }
            : null,
        answeredAt: toldTime(tried?.answered_at ?? null),
      },
    ]
  })
  const proved = await isProved(trx, machine)
  return { locker: machine.id, service: machine.service, doors, isProved: proved }
}
