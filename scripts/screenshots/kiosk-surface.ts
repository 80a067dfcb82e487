import { ar } from '@cubby/i18n/kiosk/ar'
import { en } from '@cubby/i18n/kiosk/en'
import type { KioskTextId } from '@cubby/i18n/kiosk/texts'
import { say } from '@cubby/i18n/screens/screen-text'
import { seconds } from '@cubby/kit/clock'
import { benchHands } from '@cubby/testing/network/doors'
import { kioskClient } from '@cubby/testing/network/kiosk-client'
import { until } from '@cubby/testing/network/until'
import type { Page } from 'playwright-core'
import type { NetworkFile } from '../start/network-file.ts'
import type { Look, Shot, Surface } from './take.ts'

/** What the screen of the machine shows while people come and go before it. Codes: of a shipment that is ready. */
export function kioskSurface(network: NetworkFile, code: string): Surface {
  const open = screenAt(network.kioskUrl)
  const machine = machineOf(network)
  return {
    name: 'kiosk',
    isLong: false,
    sizes: [
      { width: 1_080, height: 1_920 },
      { width: 1_280, height: 800 },
      { width: 800, height: 480 },
    ],
    scenes: [
      {
        prepare: machine.leave,
        shots: [
          open('start'),
          open('help', (page, look) => press(page, look, 'bar.help')),
          open('display', (page, look) => press(page, look, 'bar.display')),
          open('courier-badge', (page, look) => press(page, look, 'start.courier')),
        ],
      },
      { prepare: () => machine.enter(code), shots: [open('collect')] },
      {
        prepare: machine.closeAll,
        shots: [
          open('thanks'),
          open('problem', (page, look) => press(page, look, 'collect.problem')),
        ],
      },
      {
        prepare: machine.startRound,
        shots: [
          open('courier'),
          open('courier-list', (page, look) => press(page, look, 'courier.list')),
          open('courier-another', (page, look) => press(page, look, 'courier.another')),
          open('courier-summary', (page, look) => press(page, look, 'courier.finish')),
        ],
      },
      {
        prepare: async () => {
          await machine.closeAll()
          await machine.leave()
          await machine.pull()
        },
        shots: [open('offline')],
      },
      { prepare: machine.lockCodes, shots: [open('locked')] },
    ],
  }
}

type Step = (page: Page, look: Look) => Promise<void>

const screenAt =
  (url: string) =>
  (name: string, step?: Step): Shot => ({
    name,
    reach: async (page, look) => {
      await page.goto(`${url}/?language=${look.language}&theme=${look.theme}&idle-warning=600`)
      await page.locator('main[data-screen]').waitFor()
      await page.locator(`html[lang="${look.language}"]`).waitFor()
      await step?.(page, look)
    },
  })

async function press(page: Page, { language }: Look, id: KioskTextId) {
  const name = say(language, language === 'ar' ? ar : en, id)
  await page.getByRole('button', { name }).first().click()
}

/** People before the machine, by its own API and the hands of the bench. */
function machineOf({ kioskUrl, benchUrl, couriers }: NetworkFile) {
  const kiosk = kioskClient(kioskUrl)
  const hands = benchHands(benchUrl)
  const openCells = async () =>
    (await kiosk.state()).modules
      .flatMap(({ cells }) => cells)
      .filter(({ doors }) => doors.front === 'open')
      .map(({ id }) => id)
  const untilDoors = (what: string, isSo: (open: number) => boolean) =>
    until(what, async () => isSo((await openCells()).length), seconds(10))
  return {
    leave: async () => {
      for (const { id } of (await kiosk.state()).sessions)
        await kiosk.say('end-session', { session: id })
    },
    enter: async (code: string) => {
      await kiosk.say('enter-code', { side: 'front', code })
      await untilDoors('the doors open', (open) => open > 0)
    },
    closeAll: async () => {
      for (const cell of await openCells()) {
        await hands.take(cell)
        await hands.close(cell)
      }
      await untilDoors('the doors are closed', (open) => open === 0)
    },
    startRound: async () => {
      const [badge] = couriers
      if (!badge) return
      const signedIn = await kiosk.say('sign-in-courier', { side: 'front', ...badge })
      if (!signedIn.ok || signedIn.did !== 'signed-in') return
      for (const label of ['RC1007-1', 'RC1007-2']) {
        await kiosk.say('deposit', { session: signedIn.session, label })
        await untilDoors('a door opens', (open) => open > 0)
      }
    },
    pull: () =>
      fetch(new URL('/bench/v1/hands', benchUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ do: 'pull-plug' }),
      }),
    lockCodes: async () => {
      for (let i = 0; i < 6; i++) await kiosk.say('enter-code', { side: 'front', code: '00000000' })
    },
  }
}
