import { realClock } from '@cubby/keys/real-clock'
import { seconds } from '@cubby/kit/clock'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import { readShipmentTimeline } from '@cubby/protocol/operations/shipments/read-shipment-timeline'
import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import { type ApiClient, apiClient } from '@cubby/testing/network/api-client'
import { benchHands } from '@cubby/testing/network/doors'
import { type KioskClient, kioskClient } from '@cubby/testing/network/kiosk-client'
import { aCourier, aRecipient } from '@cubby/testing/network/people'
import { until } from '@cubby/testing/network/until'
import type { NetworkFile } from './network-file.ts'

/** Anything that takes longer than this on one machine has gone wrong. */
const patience = seconds(30)

/**
 * Plays one delivery in a running network and tells it in short sentences, each before the next thing happens: whoever listens may take their
 * time. Throws when anything goes wrong.
 */
export async function playDelivery(network: NetworkFile, say: (line: string) => Promise<void>) {
  const shop = apiClient({ url: network.apiUrl, key: network.shop.key })
  const kiosk = kioskClient(network.kioskUrl)
  const at = { kiosk, hands: benchHands(network.benchUrl) }
  const [badge] = network.couriers
  if (!badge) throw new Error('there is no courier')
  const courier = aCourier(at, badge)
  const label = `DEMO-${realClock.now().toString(36).toUpperCase()}`

  const { id } = await announce(network, shop, label)
  await say(`The shop announces parcel ${label} for a reader in Berlin.`)
  await courier.signIn()
  await say('A courier signs in at the machine with badge and PIN.')
  await until(`the locker expects ${label}`, () => expects(kiosk, label), patience)
  await say('The machine expects the parcel already: the plan has come down the link.')
  const placed = await courier.deposit({ label })
  await say(`He scans it. Door ${placed.name} opens, he puts it in and pushes the door shut.`)
  await courier.leave()
  await untilStatus(shop, id, 'ready')
  const text = await until('the message', () => messageOf(shop, id), patience)
  await say(`The reader gets a message:\n\n${text.trim().replaceAll(/^/gm, '      | ')}\n`)
  const { code } = await shop.call(readCode, { params: { shipment: id } })
  const opened = await aRecipient(at).collect({ code })
  const doors = opened.map(({ name }) => name).join(', ')
  await say(
    `The reader types the code. Door ${doors} opens, the parcel is taken, the door is shut.`,
  )
  await untilStatus(shop, id, 'collected')
  await say('The server says: collected. The chain of custody:\n')
  await say(await custodyOf(shop, id))
}

function announce({ carrier, locker }: NetworkFile, shop: ApiClient, label: string) {
  return shop.call(announceShipment, {
    body: {
      carrier,
      locker: locker.id,
      recipient: { email: 'reader@example.com' },
      parcels: [{ label, size: { height: 150, width: 300, depth: 400 }, grams: 1_200 }],
    },
  })
}

async function expects(kiosk: KioskClient, label: string): Promise<boolean> {
  const { sessions } = await kiosk.state()
  return sessions.some(
    (session) =>
      session.kind === 'courier' && session.announced.some((parcel) => parcel.label === label),
  )
}

function untilStatus(shop: ApiClient, shipment: ShipmentReply['id'], status: string) {
  const isSo = async () =>
    (await shop.call(readShipment, { params: { shipment } })).status === status
  return until(`the shipment is ${status}`, isSo, patience)
}

/** The text as it lies in the development inbox, or a word about where it went. */
async function messageOf(shop: ApiClient, shipment: ShipmentReply['id']): Promise<string | null> {
  const { items } = await shop.call(listMessages, { query: { shipment } })
  const message = items.find(({ channel, state }) => channel === 'email' && state !== 'queued')
  if (!message) return null
  return message.text ?? `(sent by e-mail to ${message.recipient}: it is ${message.state})`
}

async function custodyOf(shop: ApiClient, shipment: ShipmentReply['id']): Promise<string> {
  const { events } = await shop.call(readShipmentTimeline, { params: { shipment } })
  return events
    .map(({ at, kind, actor, entry }) => {
      const source = entry ? `entry ${entry.seq} of the locker's journal` : 'the server'
      return `      ${at.slice(11, 23)}  ${kind.padEnd(18)} ${actor.kind.padEnd(10)} ${source}`
    })
    .join('\n')
}
