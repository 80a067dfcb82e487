/**
 * A program that journals and dies: `node journal-writer.ts FILE LIVES-UP-TO CRASH-POINT`. It writes batches of three
 * entries, prints how far it got after each, and kills itself at the named point of the last batch.
 */
import { writeSync } from 'node:fs'
import { SqliteDisk } from '@cubby/edge/store/sqlite-disk'
import { Journal } from '@cubby/edge/store/journal'
import { AppError } from '@cubby/kit/app-error'
import { instant, millis } from '@cubby/kit/clock'
import { realIds } from '@cubby/keys/real-clock'

const [path = '', batches = '1', point = 'never'] = process.argv.slice(2)
const disk = new SqliteDisk({ path })
const journal = new Journal(disk, realIds)
const die = () => process.kill(process.pid, 'SIGKILL')
const exec = disk.sqlite.exec.bind(disk.sqlite)
const fault = { type: 'device.fault', part: 'test', code: 'test', detail: 'one of three' } as const

for (let batch = 1; batch <= Number(batches); batch++) {
  if (batch === Number(batches)) arm()
  const stamp = {
    at: instant(batch),
    boot: realIds.mint('bot'),
    mono: millis(batch),
    synced: false,
  }
  journal.append([fault, fault, fault], stamp)
  writeSync(1, `${journal.lastSeq}\n`)
}
process.exit(0)

/** Puts the crash at its place around the statements of the transaction. */
function arm() {
  disk.sqlite.exec = (statement: string) => {
    if (point === 'before-begin' && statement.startsWith('begin')) die()
    if (point === 'before-commit' && statement === 'commit') die()
    exec(statement)
    if (point === 'after-begin' && statement.startsWith('begin')) die()
    if (point === 'after-commit' && statement === 'commit') die()
    if (point === 'never' && statement === 'rollback')
      throw new AppError('journal/damaged', 'unexpected')
  }
}
