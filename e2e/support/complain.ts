import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { Network, NetworkLocker } from '@cubby/testing/network/start-network'
import { aCourier } from '@cubby/testing/network/people'
import { until } from '@cubby/testing/network/until'
import { announce, codeOf, untilExpected, untilStatus } from './announce.ts'

/** A parcel comes in; its recipient opens the door, finds the cell empty and says so at the machine. */
export async function complainOfEmptyCell(network: Network, locker: NetworkLocker, label: string) {
  const { kiosk, doors } = locker
  const shipment = await announce(network, { locker: locker.id, labels: [label] })
  const courier = aCourier({ kiosk, hands: doors }, network.firms.badges[0])
  await courier.signIn()
  await untilExpected(locker, [label])
  const { cell, name } = await courier.deposit({ label })
  await courier.leave()
  await untilStatus(network, shipment.id, 'ready')
  const { code } = await codeOf(network, shipment.id)
  await kiosk.say('enter-code', { side: 'front', code })
  await until('the door opens', () => doors.isOpen(cell), seconds(10))
  const { sessions } = await kiosk.state()
  const { id: session } = must(
    sessions.find(({ kind }) => kind === 'recipient'),
    'the recipient stands at the machine',
  )
  const outcome = await kiosk.say('report-problem', { session, cell, problem: 'empty' })
  if (!outcome.ok) throw new Error(`the machine did not take the complaint: ${outcome.why}`)
  await doors.close(cell)
  return { shipment, cell, name }
}
