import { cp, mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { wireEntry, type WireEntry } from '@cubby/protocol/link/envelope'

export type EdgeJournal = { journal: string; entries: WireEntry[] }

/**
 * What stands in the file of a locker whose program is dead. Read from a copy with its write-ahead log, so that
 * the next life finds everything exactly as the last one left it.
 */
export async function readEdgeJournal(dataDir: string, afterSeq = 0): Promise<EdgeJournal> {
  const dir = await mkdtemp(join(tmpdir(), 'cubby-journal-'))
  try {
    for (const name of ['edge.sqlite', 'edge.sqlite-wal'])
      if (existsSync(join(dataDir, name))) await cp(join(dataDir, name), join(dir, name))
    return read(join(dir, 'edge.sqlite'), afterSeq)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function read(path: string, afterSeq: number): EdgeJournal {
  const db = new DatabaseSync(path)
  try {
    const meta = db.prepare(`select value from meta where key = 'journal'`).get()
    const rows = db
      .prepare(
        'select seq, at, boot, mono, synced, body, hash from entry where seq > ? order by seq',
      )
      .all(afterSeq)
    const entries = rows.map((row) =>
      wireEntry.parse({
        ...row,
        synced: row['synced'] === 1,
        body: JSON.parse(String(row['body'])),
      }),
    )
    return { journal: String(meta?.['value']), entries }
  } finally {
    db.close()
  }
}
