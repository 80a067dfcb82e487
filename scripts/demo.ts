/**
 * `npm run demo`: one delivery from announcement to pick-up, in the network that `npm start` runs, else in one of
 * its own that is gone afterwards. Ends with success only when the server says that the parcel was collected.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { seconds } from '@cubby/kit/clock'
import { freePort } from '@cubby/testing/network/free-port'
import { type NetworkFile, readNetworkFile } from './start/network-file.ts'
import { playDelivery } from './start/play-delivery.ts'
import { runNetwork } from './start/run-network.ts'
import { settingsFrom } from './start/settings.ts'
import { buildScreens } from './web/build-screens.ts'

const say = (line: string) => console.log(line)
/** Somebody who watches the doors of the bench wants to see one thing after another. */
const pace = process.stdout.isTTY ? seconds(1.5) : seconds(0)
const settings = settingsFrom(process.env)
const running = await runningNetwork(await readNetworkFile(settings.dataDir))
if (running) {
  say(`Playing in the network that runs at ${running.apiUrl}.`)
  say(`Watch its doors at ${running.benchUrl}/bench/, and its screen at ${running.kioskUrl}.\n`)
  await play(running)
} else await playInOneOfOurOwn()

async function play(network: NetworkFile) {
  try {
    await playDelivery(network, async (line) => {
      say(line)
      await realClock.sleep(pace)
    })
    say('\nDone.')
  } catch (error) {
    console.error(`\nThe delivery did not come through: ${String(error)}`)
    process.exitCode = 1
  }
}

async function runningNetwork(network: NetworkFile | null): Promise<NetworkFile | null> {
  if (!network) return null
  const checks = [`${network.apiUrl}/readyz`, `${network.kioskUrl}/kiosk/v1/state`]
  const answers = await Promise.all(
    checks.map((url) =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    ),
  )
  return answers.every(Boolean) ? network : null
}

async function playInOneOfOurOwn() {
  say('No network is running here (npm start); starting one for the time of the demo …')
  const dataDir = await mkdtemp(join(tmpdir(), 'cubby-demo-'))
  try {
    // Whoever has a database of their own does not want a demo in it.
    const { DATABASE_URL: _, ...env } = settings.env
    const ownSettings = {
      ...settings,
      env,
      dataDir,
      apiPort: await freePort(),
      kioskPort: await freePort(),
      benchPort: await freePort(),
    }
    await buildScreens(say)
    const own = await runNetwork(ownSettings, say)
    try {
      say('')
      await play(own.network)
    } finally {
      await own.stop()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
