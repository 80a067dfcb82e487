import { realIds } from '@cubby/keys/real-clock'
import { fitOnly } from './fit-only.ts'
import { optionsFrom, usage } from './options.ts'
import { readLayout } from './read-layout.ts'

const options = (() => {
  try {
    return optionsFrom(process.argv.slice(2))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    return process.exit(2)
  }
})()

if (options.fitOnly) {
  const report = await fitOnly(options.parcels, readLayout(options.layout, realIds))
  for (const { line, reason, detail } of report.refused) console.error(`line ${line}: ${reason} (${detail})`)
  if (options.json) console.log(JSON.stringify(report))
  else console.log(Object.entries({ ...report.fits, none: report.none }).map(([type, count]) => `${type} ${count}`).join(', '))
}
