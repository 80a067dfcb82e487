import { days, hours, instant } from '@cubby/kit/clock'
import { aPlan, carrier, morning, shop } from '@cubby/testing/kernel/builders'
import { aLocker } from '@cubby/testing/kernel/kernel-bench'
import { describe, expect, test } from 'vitest'
import { handover } from '../processes/delivery.ts'
import { plansOf } from '../processes/compile.ts'
import { defaultRules, endAtLocker, type Ending } from '../processes/process.ts'
import type { Plan } from '../rights/directory.ts'
import { must } from '@cubby/kit/assert'

/** What the machine was told of a parcel under these rules, before it came; it hears nothing afterwards. */
function planned(atEnd: Ending): Plan {
  const rules = { ...defaultRules, atEnd }
  const { parcel, shipment, label, size, grams, zone, lowCell } = aPlan(1)
  const facts = {
    id: shipment,
    organization: shop,
    carrier,
    recalled: false,
    parcels: [{ id: parcel, label, size, grams, zone, lowCell }],
    dueAt: endAtLocker({ createdAt: morning, dueAt: null, extensions: 0 }, rules),
  }
  return must(plansOf(handover, facts, rules)[0], 'one parcel has one plan')
}

describe('a machine that is cut off when storage ends', () => {
  /** Whether a courier can take the parcel back so long after it was put in, by the machine's word. */
  function isTakenBack(plan: Plan, after: number, news: Partial<Plan> = {}) {
    const bench = aLocker({ plans: [plan] })
    bench.deposit(bench.signIn(), plan)
    bench.wait(hours(1))
    bench.now = instant(bench.now + after)
    // The directory is fresh enough for couriers; what it says of this parcel is as it was, but for the news.
    bench.known.completeAt = bench.now
    bench.known.plans = [{ ...plan, ...news }]
    const session = bench.signIn()
    const { outcome } = bench.do({
      do: 'withdraw',
      session,
      stay: bench.stayOf(plan.label).id,
    })
    return outcome.ok
  }

  test('lets a courier take back what is to be taken back', () => {
    expect(isTakenBack(planned('withdraw'), hours(60))).toBe(false)
    expect(isTakenBack(planned('withdraw'), hours(73))).toBe(true)
  })

  test('gives the time that the server gives by itself, and no more', () => {
    expect(isTakenBack(planned('extend'), hours(73))).toBe(false)
    expect(isTakenBack(planned('extend'), hours(97))).toBe(true)
  })

  test('keeps what is to be kept, until it is called off', () => {
    expect(isTakenBack(planned('keep'), days(60))).toBe(false)
    expect(isTakenBack(planned('keep'), days(60), { recalled: true })).toBe(true)
  })
})
