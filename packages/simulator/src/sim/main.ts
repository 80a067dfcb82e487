import { badDay, dayInWords } from './run/bad-day.ts'
import { runDay } from './run/run-day.ts'
import { simKeys } from './run/sim-keys.ts'
const keys = simKeys()
const from = Number(process.argv[2] ?? 1)
const to = Number(process.argv[3] ?? from)
const story = process.argv.includes('--story')
const t0 = performance.now()
let events = 0
for (let i = from; i <= to; i++) {
  const day = badDay(String(i))
  console.log(dayInWords(day))
  const t = performance.now()
  const r = await runDay(day, keys, story ? (l) => console.log(l) : null)
  events += r.events
  console.log(i, r.hash, 'events', r.events, 'ms', Math.round(performance.now() - t), 'ev/s', Math.round(r.events / (performance.now() - t) * 1000), 'violations', r.violations.length)
  for (const v of r.violations.slice(0, 3)) console.log('   ', v.invariant, v.text.slice(0, 400))
}
console.log('total', events, Math.round(events / (performance.now() - t0) * 1000), 'ev/s')
process.exit(0)
