import { between, type Clock, millis, minutes } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Topic } from '@cubby/protocol/changes'
import type { ServerContext } from '../context.ts'
import type { Hearing } from './hearing.ts'

/** Longer than any stream lasts. */
const LONGEST = minutes(30)

type Needs = Pick<ServerContext, 'clock' | 'log' | 'pokes'>
type Followed = {
  hearing: Hearing
  anew: () => Promise<Hearing>
  ended: AbortSignal
  heard: (topics: readonly Topic[]) => void
}

/**
 * Listens for a screen, and asks anew what it hears when a rental came, went or changed. Of what came or went it is told, so that it
 * looks again. Answers how to stop.
 */
export function followHearing(ctx: Needs, followed: Followed): () => void {
  const { ended, heard } = followed
  let { hearing } = followed
  let deafen = () => {}
  let bell = newBell()
  const listen = (next: Hearing) => {
    const before = deafen
    hearing = next
    deafen = ctx.pokes.listen(new Set([...next.topics.keys(), ...next.anewOn]), (streams) => {
      heard(streams.flatMap((stream) => next.topics.get(stream) ?? []))
      if (streams.some((stream) => next.anewOn.has(stream))) bell.ring()
    })
    before()
  }
  const follow = async () => {
    while (hearing.anewOn.size > 0) {
      await bell.rungOrAt(ctx.clock, hearing.anewAt, ended)
      // Many are told of the same change: one look in so long is enough for each.
      await ctx.clock.sleep(limits.hearingAnewAfter, ended)
      if (ended.aborted) return
      bell = newBell()
      try {
        const next = await followed.anew()
        if (ended.aborted) return
        const changed = movedBetween(hearing, next)
        listen(next)
        heard(changed)
      } catch (error) {
        ctx.log.warn({ err: error }, 'changes: what a screen hears was not reckoned anew')
      }
    }
  }
  listen(hearing)
  void follow()
  return () => deafen()
}

/** Topics told on other streams than before. */
function movedBetween(before: Hearing, after: Hearing): Topic[] {
  const moved = new Set<Topic>()
  for (const [one, other] of [
    [before, after],
    [after, before],
  ] as const)
    for (const [stream, topics] of one.topics)
      for (const topic of topics) if (!other.topics.get(stream)?.includes(topic)) moved.add(topic)
  return [...moved]
}

/** Rings once, however often it is rung. */
function newBell() {
  const rung = new AbortController()
  return {
    ring: () => rung.abort(),
    /** Waits until it was rung or this moment has come; or for good, until the end. */
    async rungOrAt(clock: Clock, at: Hearing['anewAt'], ended: AbortSignal) {
      const either = AbortSignal.any([rung.signal, ended])
      while (!either.aborted) {
        const now = clock.now()
        if (at !== null && at <= now) return
        await clock.sleep(
          at === null ? LONGEST : millis(Math.min(between(now, at), LONGEST)),
          either,
        )
      }
    },
  }
}
