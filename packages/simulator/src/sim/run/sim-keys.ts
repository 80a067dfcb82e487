import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadServerKeys, type ServerKeys } from '@cubby/server/keys/server-keys'

/** Keys of the simulated servers, made once per run. What they sign and seal is in no trace. */
export function simKeys(): ServerKeys {
  const dir = mkdtempSync(join(tmpdir(), 'cubby-sim-'))
  try {
    return loadServerKeys(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
