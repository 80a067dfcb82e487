import type { Layout } from '@cubby/domain/cells/layout'
import type { Courier } from '@cubby/domain/rights/directory'
import type { Outcome } from '@cubby/domain/kernel/intent'
import { assert } from '@cubby/kit/assert'
import { hours, type Instant, millis } from '@cubby/kit/clock'
import type { LockerId, SessionId } from '@cubby/kit/ids'
import { MadeLocker } from './made-locker.ts'
import { madeDirectory } from './made-directory.ts'
import { madeShipment, type Makings, type MadeShipment } from './made-shipment.ts'

export type JournalOrder = {
  locker: LockerId
  layout: Layout
  courier: Courier
  makings: Makings
  startsAt: Instant
  /** The journal ends with the first visit that brings it to this length. */
  entriesMin: number
}

/** Far below the room in a machine of 96 cells, so that no run of large parcels ever finds it full. */
const SHIPMENTS_PER_VISIT = 6
const SHIPMENTS_STANDING = 14

/**
 * A life of ordinary days for one locker: a courier comes and puts parcels in, recipients come and take the oldest
 * out. Answers what it journalled and the shipments that must have been announced for it.
 */
export function makeJournal(order: JournalOrder) {
  const { makings, courier } = order
  const directory = madeDirectory({
    layout: order.layout,
    couriers: [courier],
    organizations: [
      {
        organization: courier.organization,
        acceptsUnannounced: true,
        storageMs: hours(72),
        rentsOnly: false,
        carries: true,
      },
    ],
    completeAt: order.startsAt,
  })
  const locker = new MadeLocker({
    id: order.locker,
    directory,
    ids: makings.ids,
    at: order.startsAt,
  })
  const shipments: MadeShipment[] = []
  const standing: MadeShipment[] = []
  while (locker.entries.length < order.entriesMin) {
    const brought = Array.from({ length: SHIPMENTS_PER_VISIT }, (_, n) =>
      madeShipment(makings, {
        locker: order.locker,
        number: shipments.length + n + 1,
        at: order.startsAt,
      }),
    )
    for (const { plans, claims } of brought)
      directory.expect(plans, { ...claims, signedBy: 'k1', signature: 'A'.repeat(86) })
    shipments.push(...brought)
    standing.push(...brought)
    bring(locker, courier, brought)
    while (standing.length > SHIPMENTS_STANDING) {
      const oldest = standing.shift()
      if (oldest) collect(locker, oldest)
    }
  }
  return { journal: locker.journal, entries: locker.entries, shipments }
}

function bring(locker: MadeLocker, { courier }: Courier, shipments: readonly MadeShipment[]) {
  const { outcome } = locker.do({ do: 'sign-in-courier', side: 'front', courier, pinOk: true })
  const session = sessionOf(outcome)
  locker.pass(millis(3_000))
  for (const { plans } of shipments)
    for (const { label } of plans)
      locker.openAndClose(locker.do({ do: 'deposit', session, label, type: null, low: false }))
  locker.leave(session)
}

function collect(locker: MadeLocker, { claims }: MadeShipment) {
  const opened = locker.do({ do: 'enter-code', side: 'front', codeVerifier: claims.codeVerifier })
  locker.openAndClose(opened)
  locker.leave(sessionOf(opened.outcome))
}

function sessionOf(outcome: Outcome): SessionId {
  assert(outcome.ok && 'session' in outcome, `refused: ${JSON.stringify(outcome)}`)
  return outcome.session
}
