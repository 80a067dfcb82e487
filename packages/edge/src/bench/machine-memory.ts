import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { id, label, side } from '@cubby/domain/shapes'
import { z } from 'zod'

const kept = z.object({
  doors: z.array(z.object({ cell: id('cel'), side, isOpen: z.boolean(), isJammed: z.boolean() })),
  items: z.array(z.object({ cell: id('cel'), label: label.nullable() })),
})

/** What steel remembers without power: doors that are not shut, bolts that are jammed, things inside. */
export type KeptMachine = z.infer<typeof kept>

export type MachineMemory = { load(): KeptMachine | null; save(machine: KeptMachine): void }

/**
 * Remembers a virtual machine in a file, or a parcel would be gone after each restart that is in the journal as inside. It is a toy's
 * memory: what cannot be read is a machine that is empty.
 */
export function machineFile(path: string): MachineMemory {
  return {
    load: () => {
      try {
        return kept.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch {
        return null
      }
    },
    save: (machine) => {
      writeFileSync(`${path}.draft`, JSON.stringify(machine))
      renameSync(`${path}.draft`, path)
    },
  }
}
