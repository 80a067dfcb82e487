import { seconds } from '@cubby/kit/clock'
import { findParcels } from '@cubby/protocol/operations/parcels/find-parcels'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { aCourier, aRecipient, Refused } from '@cubby/testing/network/people'
import { startNetwork } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { expect, test } from 'vitest'
import { announce, codeOf, untilExpected, untilStatus } from './support/announce.ts'
import { startMailbox } from '@cubby/testing/messages/mailbox'

test('with the server gone people go on depositing and collecting, and it learns all of it once', async () => {
  await using mailbox = await startMailbox()
  await using network = await startNetwork({
    serverEnv: { SMTP_URL: mailbox.smtpUrl, SMTP_FROM: 'parcels@example.com' },
  })
  const [locker] = network.lockers
  if (!locker) throw new Error('a network has a locker')
  const at = { kiosk: locker.kiosk, hands: locker.doors }
  const courier = aCourier(at, network.firms.badges[0])
  const recipient = aRecipient(at)
  const mailTo = (name: string) => mailbox.mails.filter(({ to }) => to[0]?.startsWith(name)).length
  const announced = async (label: string, name: string) =>
    announce(network, {
      locker: locker.id,
      labels: [label],
      recipient: { email: `${name}@example.com` },
    })

  const byCode = await announced('STORED-1', 'ann')
  const byQr = await announced('STORED-2', 'bea')
  const late = await announced('OFFLINE-1', 'cid')
  const both = await announced('OFFLINE-2', 'dan')
  await courier.signIn()
  await untilExpected(locker, ['STORED-1', 'STORED-2', 'OFFLINE-1', 'OFFLINE-2'])
  await courier.deposit({ label: 'STORED-1' })
  await courier.deposit({ label: 'STORED-2' })
  for (const { id } of [byCode, byQr]) await untilStatus(network, id, 'ready')
  await until('both have their mail', () => mailbox.mails.length === 2, seconds(20))
  const { code } = await codeOf(network, byCode.id)
  const { qr } = await codeOf(network, byQr.id)
  const ofBoth = await codeOf(network, both.id)

  await network.server.kill()
  const stored = await courier.deposit({ label: 'OFFLINE-1' })
  await courier.deposit({ label: 'OFFLINE-2' })
  const unannounced = await courier.deposit({ label: 'SURPRISE-1', type: 'A' })
  await courier.leave()
  await recipient.collect({ code })
  await recipient.collect({ qr })
  // In and out while nobody was told: there is nothing left to tell.
  await recipient.collect({ code: ofBoth.code })

  await until('the locker knows', async () => !(await at.kiosk.state()).isOnline, seconds(30))
  await network.server.start()
  for (const { id } of [byCode, byQr, both]) await untilStatus(network, id, 'collected')
  await untilStatus(network, late.id, 'ready')
  const shipment = await announced('SURPRISE-1', 'eve')
  expect((await untilStatus(network, shipment.id, 'ready')).parcels[0]?.cell).toBe(unannounced.cell)
  await until('the late ones have their mail', () => mailbox.mails.length === 4, seconds(30))

  const { cells } = await network.operator.call(readCells, { params: { locker: locker.id } })
  const occupied = cells.filter(({ use }) => use === 'occupied').map(({ cell }) => cell)
  expect(occupied.toSorted()).toEqual((await locker.doors.full()).toSorted())
  expect(occupied.toSorted()).toEqual([stored.cell, unannounced.cell].toSorted())
  const names = ['ann', 'bea', 'cid', 'dan', 'eve']
  expect(names.map(mailTo)).toEqual([1, 1, 1, 0, 1])
  const { items } = await network.firms.shop.api.call(findParcels, {
    query: { label: 'SURPRISE-1' },
  })
  expect(items).toMatchObject([{ shipment: shipment.id, status: 'stored' }])
  // Announced this very moment: the right may still be on its way down. An unknown QR code counts as no guess.
  const lateQr = (await codeOf(network, shipment.id)).qr
  const isOut = () =>
    recipient.collect({ qr: lateQr }).catch((error: unknown) => {
      if (error instanceof Refused && !error.outcome.ok && error.outcome.why === 'expired')
        return null
      throw error
    })
  await until('the locker knows the new right', isOut, seconds(20))
  await untilStatus(network, shipment.id, 'collected')
})
