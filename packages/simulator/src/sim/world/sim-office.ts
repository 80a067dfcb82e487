import { days, later, millis } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import { sha256 } from '@cubby/keys/digest'
import { enrolmentCodeHash } from '@cubby/server/network/enrolment-code'
import { PassingFailure } from '../store/memory-store.ts'
import type { ApiCalls } from './api-calls.ts'
import type { Office, Told } from './office.ts'
import type { World } from './world.ts'

/** Integrators wait for an answer no longer than this. */
const ANSWER_MS_MAX = 3_000

/** The API as shops and staff reach it: over the internet, to whichever process answers, with answers that get lost. */
export function officeOf(world: World, chance: Prng): Office {
  const calls = async <T>(work: (api: ApiCalls) => Promise<Told<T>>): Promise<Told<T>> => {
    await world.clock.sleep(millis(chance.int(5, ANSWER_MS_MAX)))
    const up = world.servers.filter(({ isUp }) => isUp)
    if (up.length === 0) return null
    const server = chance.pick(up)
    try {
      const told = await server.answers(({ api }) => work(api))
      const isLost = !world.isHealing() && chance.chance(world.day.link.loss / 2)
      return isLost ? null : told
    } catch (error) {
      if (error instanceof PassingFailure) return null
      throw error
    }
  }
  return {
    announce: (key, asked) => calls((api) => api.announce(key, asked)),
    cancel: (key, shipment) => calls((api) => api.cancel(key, shipment)),
    extend: (key, shipment) => calls((api) => api.extend(key, shipment)),
    ask: (key, locker, action, expiresInSeconds) =>
      calls((api) => api.ask(key, { locker, action, expiresInSeconds })),
    hire: (key, courier, by) => calls((api) => api.hire(key, courier, by)),
    revoke: (key, courier) => calls((api) => api.revoke(key, courier)),
    limit: (key, courier, limits) => calls((api) => api.limit(key, courier, limits)),
    rent: (key, locker, rental) => calls((api) => api.rent(key, { ...rental, locker })),
    endRental: (key, rental) => calls((api) => api.endRental(key, rental)),
    setService: (key, locker, state) => calls((api) => api.setService(key, locker, state)),
    remodel: (key, locker, layout) => calls((api) => api.remodel(key, locker, layout)),
    belong: (key, locker, segments) => calls((api) => api.belong(key, locker, segments)),
    configure: (key, item) => calls((api) => api.configure(key, item)),
    resolve: (key, entry, as) =>
      calls((api) => api.resolve(key, entry, as === 'replay' ? 'replayed' : 'skipped')),
    // The codes themselves are minted by an operation that only writes this row.
    enrolmentCode: async (key, locker) => {
      const { tables, change } = world.store
      const code = `CODE-${sha256(`${key} ${locker}`).slice(0, 16)}`
      const expiresAt = later(world.clock.now(), days(400))
      await change(() =>
        tables.codes.set(enrolmentCodeHash(code), { locker, expiresAt, usedAt: null }),
      )
      return { ok: true, value: code }
    },
  }
}
