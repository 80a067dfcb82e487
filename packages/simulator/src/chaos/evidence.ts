import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@cubby/server/db/database'
import type { Finding } from './compare/finding.ts'
import { machineSide } from './compare/machine-side.ts'
import { keptOfShops, messagesKept, mirrorOf } from './compare/server-side.ts'
import type { Crowd } from './people/crowd.ts'
import type { World } from './world/world.ts'

/**
 * Keeps what is needed to find out why something does not add up: the world itself is gone a moment later. Answers
 * the folder.
 */
export async function keepEvidence(
  seed: string,
  world: World,
  database: Database,
  { crowd, findings }: { crowd: Crowd; findings: readonly Finding[] },
): Promise<string> {
  const dir = join(tmpdir(), `cubby-evidence-${seed.replaceAll(/[^\w-]/g, '')}`)
  await mkdir(dir, { recursive: true })
  const put = (name: string, rows: readonly unknown[]) =>
    writeFile(join(dir, `${name}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  await put('findings', [...findings, ...crowd.operations.failures])
  await put('places', [...crowd.ledger.places])
  await put('wishes', crowd.ledger.wishes)
  const { shipments, parcels } = await keptOfShops(database.kysely)
  await put('shipments', shipments)
  await put('parcels', parcels)
  await put('messages', await messagesKept(database.kysely))
  for (const machine of world.machines) {
    const { entries } = await machineSide(machine)
    await put(`${machine.name}.entries`, entries)
    await put(`${machine.name}.pulses`, await machine.doors.pulses())
    await put(`${machine.name}.mirror`, [await mirrorOf(database.kysely, machine)])
    await put(`${machine.name}.program`, [machine.edge.program.lastWords()])
  }
  for (const { name, service } of world.servers)
    await put(`${name}.program`, [service.program.lastWords()])
  return dir
}
