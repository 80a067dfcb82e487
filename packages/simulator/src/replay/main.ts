import { realIds } from '@cubby/keys/real-clock'
import { askedFor } from '../asked-for.ts'
import { audit } from './audit.ts'
import { fitOnly } from './fit-only.ts'
import { optionsFrom, usage } from './options.ts'
import { readOrders } from './orders.ts'
import { readLayout } from './read-layout.ts'
import { complaintsAbout, reportOf } from './report.ts'
import { liveThrough } from './week.ts'
import { openWorld, realSeconds, realStart } from './world.ts'

const options = askedFor(optionsFrom, usage)

if (options.fitOnly) await sayWhatFits()
else process.exitCode = await replay()

async function sayWhatFits() {
  const report = await fitOnly(options.parcels, readLayout(options.layout, realIds))
  tellRefused(report.refused)
  if (options.json) console.log(JSON.stringify(report))
  else
    for (const [type, count] of Object.entries({ ...report.fits, none: report.none }))
      console.log(`${type} ${count}`)
}

async function replay(): Promise<number> {
  const start = realStart()
  const layout = readLayout(options.layout, realIds)
  const file = await readOrders(options)
  console.error(
    `seed ${options.seed}: ${file.orders.length} shipments for ${options.lockers} lockers`,
  )
  await using world = await openWorld(options, layout)
  const week = await liveThrough(world, options, file)
  const found = await audit(world, week.ledger)
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  tellRefused(week.refused)
  const report = reportOf(file.parcelsRead, week, found, realSeconds(start))
  for (const [who, times] of week.ledger.turnedAway)
    console.error(`turned away ${times} times: ${who}`)
  for (const [why, times] of week.ledger.noRoomTimes)
    console.error(`no cell ${times} times: ${why}`)
  if (report.overflow > 0)
    console.error(`${report.overflow} parcels never found room and went back to the depot`)
  const complaints = complaintsAbout(report, week, found)
  for (const complaint of complaints.slice(0, 50)) console.error(`WRONG: ${complaint}`)
  if (!options.json) for (const [name, value] of Object.entries(report)) console.log(name, value)
  else console.log(JSON.stringify(report))
  return complaints.length === 0 ? 0 : 1
}

function tellRefused(refused: readonly { line: number; reason: string; detail: string }[]) {
  for (const { line, reason, detail } of refused)
    console.error(`line ${line}: ${reason} (${detail})`)
}
