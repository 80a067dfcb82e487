import type { LockerId } from '@cubby/kit/ids'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import type { NewParcel, ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import { seconds } from '@cubby/kit/clock'
import type { Network, NetworkLocker } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'

type Announced = {
  locker: LockerId
  labels: readonly string[]
  recipient?: { email?: string; phone?: string; locale?: string }
  parcel?: Partial<NewParcel>
}

/** The shop tells of parcels that its carrier will bring. */
export function announce({ firms }: Network, { locker, labels, recipient, parcel }: Announced) {
  return firms.shop.api.call(announceShipment, {
    body: {
      carrier: firms.carrier,
      locker,
      recipient: recipient ?? { email: 'reader@example.com' },
      parcels: labels.map((label) => ({
        label,
        size: { height: 180, width: 370, depth: 600 },
        grams: 1_500,
        ...parcel,
      })),
    },
  })
}

/** Until the machine expects this parcel: a courier who signs in sees it on his list. */
export async function untilExpected({ kiosk }: NetworkLocker, labels: readonly string[]) {
  await until(
    `the locker expects ${labels.join(', ')}`,
    async () => {
      const { sessions } = await kiosk.state()
      const expected = sessions.flatMap((session) =>
        session.kind === 'courier' ? session.announced.map(({ label }) => label) : [],
      )
      return labels.every((label) => expected.includes(label))
    },
    seconds(20),
  )
}

/** Until the server says so, and then the whole shipment. */
export function untilStatus(
  { firms }: Network,
  shipment: ShipmentReply['id'],
  status: ShipmentReply['status'],
): Promise<ShipmentReply> {
  return until(
    `${shipment} is ${status}`,
    async () => {
      const read = await firms.shop.api.call(readShipment, { params: { shipment } })
      return read.status === status && read
    },
    seconds(30),
  )
}

/** Code and QR text as the shop may show them. */
export const codeOf = ({ firms }: Network, shipment: ShipmentReply['id']) =>
  firms.shop.api.call(readCode, { params: { shipment } })
