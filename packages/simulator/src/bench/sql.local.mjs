import { readFileSync } from 'node:fs'
import pg from 'pg'
const dir = process.argv[2]
const port = readFileSync(dir + '/server/pg.port', 'utf8').trim(),
  pw = readFileSync(dir + '/server/pg.password', 'utf8').trim()
const c = new pg.Client({
  host: '127.0.0.1',
  port: +port,
  user: 'cubby',
  password: pw,
  database: 'cubby',
})
await c.connect()
for (const s of process.argv.slice(3)) {
  const from = performance.now()
  const r = await c.query(s)
  for (const q of [r].flat())
    for (const row of (q.rows ?? []).slice(0, 60))
      console.log(
        Object.values(row)
          .map((v) => (typeof v === 'object' ? JSON.stringify(v) : v))
          .join(' | '),
      )
  console.log('--', Math.round(performance.now() - from), 'ms')
}
await c.end()
