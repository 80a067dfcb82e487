import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deviceSchema } from '@cubby/drivers/device-config/device-shape'
import { errorCodes } from '@cubby/kit/app-error'
import { openApiText } from '@cubby/server/http/reference/openapi'
import { boardsPage } from './reference/boards-page.ts'
import { devicesIndex, scannersPage, sensorsPage } from './reference/device-pages.ts'
import { settingsPage } from './reference/settings-page.ts'
import { terminalsPage } from './reference/terminals-page.ts'
import { webhookPage } from './reference/webhook-page.ts'

/** The pages of the reference that are made from the code, by their path. */
export const referencePages = (): Record<string, string> => ({
  'docs/reference/openapi.json': openApiText,
  'docs/reference/errors.md': errorPage(),
  'docs/reference/settings.md': settingsPage(),
  'docs/reference/webhooks.md': webhookPage(),
  'docs/reference/device-configuration.json': `${JSON.stringify(deviceSchema(), null, 2)}\n`,
  'docs/devices/README.md': devicesIndex(),
  'docs/devices/lock-boards.md': boardsPage(),
  'docs/devices/scanners.md': scannersPage(),
  'docs/devices/sensors.md': sensorsPage(),
  'docs/devices/payment-terminals.md': terminalsPage(),
})

function errorPage(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, { http, retry, meaning }]) =>
      `| \`${code}\` | ${http} | ${retry ? 'yes' : 'no'} | ${meaning} |`,
  )
  return `# Error codes

Every error of the API is a problem after RFC 9457. Programs read \`code\`; it is never renamed and never used for
something else. \`title\` and \`detail\` are for people and may change. "Retry" says whether the very same call may succeed
later. Made by \`node scripts/generate-reference.ts\`; do not edit.

| code | status | retry | meaning |
| --- | --- | --- | --- |
${rows.join('\n')}

What is wrong with a field stands in \`errors\`, with a JSON pointer and one of these codes: \`missing\`, \`unknown\`,
\`wrong-type\`, \`wrong-format\`, \`out-of-range\`, \`not-allowed\`, \`not-found\`, \`duplicate\`, \`too-big\` (no cell of the locker
could ever hold the parcel), \`empty\`, \`past\`, \`order\` (an end before its beginning), \`wrong-level\` (a setting that cannot be set there),
\`too-many\`, \`contradiction\` (it does not go together with the rest), \`unwired\` (the locker has no wiring yet), \`invalid\`.
`
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(referencePages())) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(join(process.cwd(), path), text)
  }
}
