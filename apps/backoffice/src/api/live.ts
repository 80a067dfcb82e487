import type { Changed, Topic } from '@cubby/protocol/changes'
import { forget, queries } from './client.ts'

/** `polling`: whoever looks is told of no changes, so we look ourselves. */
export type Connection = 'live' | 'connecting' | 'lost' | 'polling'

/** Which questions have a new answer when something of this kind has changed. */
const staleBy: Record<string, readonly string[]> = {
  lockers: ['locker.list', 'overview.read', 'health.read'],
  locker: [
    'locker.read',
    'locker.cells',
    'locker.events',
    'command.read',
    'dispute.read',
    'locker.readiness',
    'locker.read-wiring',
    'locker.read-devices',
    'locker.read-wiring-test',
  ],
  shipments: ['shipment.list', 'overview.read', 'parcel.find'],
  shipment: ['shipment.read', 'shipment.timeline', 'activity.list'],
  messages: ['message.list', 'overview.read', 'health.read'],
  alarms: ['alarm.list', 'overview.read'],
  disputes: ['dispute.list', 'dispute.read', 'overview.read'],
}
/** While no news come, we look ourselves. */
const LOOK_MS = 30_000
/** Whoever sees a part of the network is not told of every door; so often we look for what was not told. */
const LOOK_ANYWAY_MS = 300_000

let state: Connection = 'connecting'
const hearers = new Set<() => void>()

/** Whether news of changes arrive, for whoever shows it. */
export const connection = {
  now: () => state,
  subscribe: (hear: () => void) => {
    hearers.add(hear)
    return () => void hearers.delete(hear)
  },
}

const extra = new Map<Topic, number>()
let source: EventSource | null = null
let reopening: ReturnType<typeof setTimeout> | null = null

/** Listens for changes until the function it answers is called. What was shown before a gap is looked at again. */
export function listen({ mayHear, seesAll }: { mayHear: boolean; seesAll: boolean }): () => void {
  if (mayHear) open()
  else tell('polling')
  let looked = Date.now()
  const look = setInterval(() => {
    const isDue = !seesAll && Date.now() - looked >= LOOK_ANYWAY_MS
    if (state === 'live' && !isDue) return
    looked = Date.now()
    void queries.invalidateQueries({ refetchType: 'active' })
  }, LOOK_MS)
  return () => {
    clearInterval(look)
    if (reopening) clearTimeout(reopening)
    source?.close()
    source = null
    tell('connecting')
  }
}

/** Also hears of one locker or shipment, while a page shows it. */
export function listenTo(topic: Topic): () => void {
  extra.set(topic, (extra.get(topic) ?? 0) + 1)
  reopenSoon()
  return () => {
    const left = (extra.get(topic) ?? 1) - 1
    if (left > 0) extra.set(topic, left)
    else extra.delete(topic)
    reopenSoon()
  }
}

/** Pages come and go together; the line is laid anew once. */
function reopenSoon() {
  if (!source) return
  if (reopening) clearTimeout(reopening)
  reopening = setTimeout(open, 50)
}

function open() {
  source?.close()
  const topics = ['lockers', 'shipments', 'messages', 'alarms', 'disputes', ...extra.keys()]
  const next = new EventSource(
    `/v1/changes?${new URLSearchParams({ topics: topics.join(',') }).toString()}`,
  )
  source = next
  let wasOpen = false
  next.addEventListener('open', () => {
    if (wasOpen || state === 'lost') void queries.invalidateQueries({ refetchType: 'active' })
    wasOpen = true
    tell('live')
  })
  next.addEventListener('error', () => {
    tell('lost')
    // A refusal closes the line for good, so it is laid anew.
    if (next.readyState === EventSource.CLOSED && source === next)
      reopening = setTimeout(open, 5_000)
  })
  next.addEventListener('changed', ({ data }: MessageEvent<string>) => {
    const { topics: news } = JSON.parse(data) as Changed
    const stale = new Set(news.flatMap((topic) => staleBy[topic.split(':')[0] ?? ''] ?? []))
    void forget(...stale)
  })
}

function tell(now: Connection) {
  if (state === now) return
  state = now
  for (const hear of hearers) hear()
}
