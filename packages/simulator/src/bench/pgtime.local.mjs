import pg from 'pg'
import { appendFileSync } from 'node:fs'
const q = pg.Client.prototype.query
const min = Number(process.env.PGTIME_MIN ?? 100)
pg.Client.prototype.query = function (...a) {
  const from = performance.now()
  const text = typeof a[0] === 'string' ? a[0] : a[0]?.text
  const r = q.apply(this, a)
  if (r?.then)
    r.then(
      () => {
        const ms = performance.now() - from
        if (ms > min)
          appendFileSync(
            process.env.PGTIME,
            `${Math.round(ms)} ms ${String(text).replace(/\s+/g, ' ').slice(0, 160)}\n`,
          )
      },
      () => {},
    )
  return r
}
