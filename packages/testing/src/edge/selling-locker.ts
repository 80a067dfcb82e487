/**
 * A locker that sells as soon as it can, to be killed while it does.
 *
 *     node packages/testing/src/edge/selling-locker.ts '{"dataDir":"…","terminal":{…},"sale":"pay_…"}'
 *
 * Prints all that happens at its payment terminal, one JSON line each. Without `sale` it sells nothing. It has no doors and no server.
 */
import { edgeLogger } from '@cubby/edge/logger'
import { startEdge } from '@cubby/edge/start-edge'
import { realClock, realIds } from '@cubby/keys/real-clock'
import type { PaymentTerminalConfig } from '@cubby/drivers/terminals/payment-config'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { PaymentId } from '@cubby/kit/ids'
import { money } from '@cubby/kit/money'
import { prng } from '@cubby/kit/prng'

const { dataDir, terminal, sale } = JSON.parse(process.argv[2] ?? '{}') as {
  dataDir: string
  terminal: PaymentTerminalConfig
  sale?: PaymentId
}
const say = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`)
const edge = await startEdge({
  dataDir,
  server: 'http://127.0.0.1:9',
  enrolmentCode: null,
  hardware: { buses: [], doors: [] },
  clock: realClock,
  ids: realIds,
  random: prng('selling'),
  kioskPort: null,
  version: 'test',
  log: edgeLogger({ level: 'silent' }),
})
await edge.devices.use({ terminal })
const till = must(edge.devices.terminal, 'a terminal')
till.onProgress(({ text }) => say({ progress: text }))
till.onResolved(({ asked }, result) => say({ resolved: asked.id, kind: asked.kind, ...result }))
say({ state: await till.settled(seconds(20)) })
if (sale) say(await till.sale({ id: sale, amount: money(1_250, terminal.currency) }))
await edge.stop()
