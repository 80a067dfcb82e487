import { hours, later } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import type { BenchNetwork, Ground } from '../setup/network.ts'
import type { BenchLocker } from '../setup/lockers.ts'
import { makeJournal } from './make-journal.ts'

/** What this locker has lived through in the last two hours, at least so many entries of it. */
export const journalOf = (
  { ground, network }: { ground: Ground; network: BenchNetwork },
  locker: BenchLocker,
  entriesMin: number,
) =>
  makeJournal({
    locker: locker.id,
    layout: locker.layout,
    courier: network.courier,
    makings: {
      ids: ground.ids,
      chance: prng(locker.id),
      shop: network.shop,
      carrier: network.carrier,
      codeVerifier: (id, code) => ground.keys.codeVerifier(id, code),
    },
    startsAt: later(ground.now, hours(-2)),
    entriesMin,
  })
