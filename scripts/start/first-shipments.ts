import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import { seconds } from '@cubby/kit/clock'
import { type ApiClient, apiClient, repeatable } from '@cubby/testing/network/api-client'
import { benchHands } from '@cubby/testing/network/doors'
import { kioskClient } from '@cubby/testing/network/kiosk-client'
import { type AtLocker, type Courier, aCourier, aRecipient } from '@cubby/testing/network/people'
import { until } from '@cubby/testing/network/until'
import type { NetworkFile } from './network-file.ts'

type Plan = {
  reference: string
  email: string
  /** One character for each parcel: its size class. */
  parcels: string
  /** How many of them the courier puts in. */
  inside: number
  then?: 'collect' | 'cancel'
  /** At which of the planned machines, instead of the one that is alive. */
  elsewhere?: number
}

/** Ten shipments that have come to different points of their way. */
const plans: readonly Plan[] = [
  { reference: 'ORDER-1001', email: 'anna@example.com', parcels: 'A', inside: 1, then: 'collect' },
  { reference: 'ORDER-1002', email: 'boris@example.com', parcels: 'B', inside: 1 },
  { reference: 'ORDER-1003', email: 'carla@example.com', parcels: 'AC', inside: 2 },
  { reference: 'ORDER-1004', email: 'dawid@example.com', parcels: 'AB', inside: 1 },
  { reference: 'ORDER-1005', email: 'elif@example.com', parcels: 'A', inside: 1, then: 'cancel' },
  { reference: 'ORDER-1006', email: 'farid@example.com', parcels: 'B', inside: 0 },
  { reference: 'ORDER-1007', email: 'greta@example.com', parcels: 'AAB', inside: 0 },
  { reference: 'ORDER-1008', email: 'hugo@example.com', parcels: 'C', inside: 0, then: 'cancel' },
  { reference: 'ORDER-1009', email: 'ines@example.com', parcels: 'A', inside: 0, elsewhere: 0 },
  { reference: 'ORDER-1010', email: 'jan@example.com', parcels: 'B', inside: 0, elsewhere: 1 },
]

const sizes = {
  A: { height: 60, width: 300, depth: 400 },
  B: { height: 150, width: 300, depth: 400 },
  C: { height: 350, width: 300, depth: 500 },
} as const

/**
 * Plays them by the hands of a shop, a courier and a recipient at the machine that is alive. Whatever was played by a first start that
 * was cut short is left as it is.
 */
export async function playFirstShipments(network: NetworkFile): Promise<void> {
  const { apiUrl, shop } = network
  const api = repeatable(apiClient({ url: apiUrl, key: shop.key }), 'first-shipments')
  const at = { kiosk: kioskClient(network.kioskUrl), hands: benchHands(network.benchUrl) }
  const shipments = new Map<Plan, ShipmentReply['id']>()
  for (const plan of plans) shipments.set(plan, (await announce(network, api, plan)).id)
  const [badge] = network.couriers
  if (!badge) return
  const courier = aCourier(at, badge)
  await courier.signIn()
  for (const [plan, id] of shipments) await deliver(at, api, courier, plan, id)
  await courier.leave()
  for (const [plan, id] of shipments) await finish(at, api, plan, id)
}

function announce(network: NetworkFile, api: ApiClient, plan: Plan) {
  const { carrier, locker, planned } = network
  const elsewhere = plan.elsewhere === undefined ? undefined : planned[plan.elsewhere]
  return api.call(announceShipment, {
    body: {
      carrier,
      locker: elsewhere ?? locker.id,
      reference: plan.reference,
      recipient: { email: plan.email },
      parcels: labelsOf(plan).map((label, i) => ({
        label,
        size: sizes[plan.parcels[i] as keyof typeof sizes],
        grams: 900,
      })),
    },
  })
}

const labelsOf = ({ reference, parcels }: Plan) =>
  Array.from(parcels, (_, i) => `${reference.replace('ORDER-', 'RC')}-${i + 1}`)

async function deliver(
  at: AtLocker,
  api: ApiClient,
  courier: Courier,
  plan: Plan,
  id: ShipmentReply['id'],
) {
  const { parcels } = await api.call(readShipment, { params: { shipment: id } })
  const waiting = parcels.filter(({ status }) => status === 'announced').map(({ label }) => label)
  for (const label of labelsOf(plan).slice(0, plan.inside)) {
    if (!waiting.includes(label)) continue
    await until(`the machine expects ${label}`, () => expects(at, label), seconds(30))
    await courier.deposit({ label })
  }
}

async function expects({ kiosk }: AtLocker, label: string): Promise<boolean> {
  const { sessions } = await kiosk.state()
  return sessions.some(
    (session) =>
      session.kind === 'courier' && session.announced.some((each) => each.label === label),
  )
}

async function finish(at: AtLocker, api: ApiClient, plan: Plan, id: ShipmentReply['id']) {
  const read = () => api.call(readShipment, { params: { shipment: id } })
  const status = async () => (await read()).status
  if (plan.then === 'cancel') {
    const body = { reason: 'The customer has changed their mind' }
    await api.call(cancelShipment, { params: { shipment: id }, body })
  }
  if (plan.then !== 'collect') return
  await until('the parcel is ready', async () => (await status()) !== 'announced', seconds(30))
  if ((await status()) !== 'ready') return
  const { code } = await api.call(readCode, { params: { shipment: id } })
  await aRecipient(at).collect({ code })
  // Or the screen would still thank them when the next person comes.
  for (const { id: session } of (await at.kiosk.state()).sessions)
    await at.kiosk.say('end-session', { session })
}
