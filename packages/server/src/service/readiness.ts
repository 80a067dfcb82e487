import { wiringProblems } from '@cubby/domain/machine/wiring-rules'
import { AppError } from '@cubby/kit/app-error'
import type { ReadinessCheck } from '@cubby/protocol/operations/service/service-shapes'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { doorsToWire, isProved, type Machine } from './machine-rows.ts'

type Check = { name: ReadinessCheck; isDone: boolean }

/** What a machine needs before it goes into service, and what of it is done. */
export async function readinessOf(trx: Transaction<Db>, machine: Machine): Promise<Check[]> {
  return [
    { name: 'wired', isDone: isWired(machine) },
    { name: 'enrolled', isDone: machine.isEnrolled },
    { name: 'proved', isDone: await isProved(trx, machine) },
  ]
}

/** Every door has its wire; or the installer wrote it down on the machine, and somebody answers for that. */
function isWired(machine: Machine): boolean {
  const { wiring, isVouched } = machine
  return wiring === null ? isVouched : wiringProblems(wiring, doorsToWire(machine)).length === 0
}

const missing: Record<ReadinessCheck, string> = {
  wired: 'the locker is not wired',
  enrolled: 'no device was enrolled for the locker',
  proved: 'the wiring was not proved by a test',
}

/** Refuses with everything that is missing. */
export function mustBeDone(checks: readonly Check[]) {
  const open = checks.filter(({ isDone }) => !isDone)
  if (open.length === 0) return
  throw new AppError('locker/not-ready', open.map(({ name }) => missing[name]).join('; '), {
    fields: open.map(({ name }) => ({
      pointer: `/${name}`,
      code: 'missing',
      detail: missing[name],
    })),
    extra: { missing: open.map(({ name }) => name) },
  })
}
