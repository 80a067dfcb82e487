import { checkSettings } from '@cubby/domain/configuration/check-settings'
import { type ConfigurationItem, levelStream } from '@cubby/domain/machine/configuration-item'
import type { DevicesItem } from '@cubby/domain/machine/devices/devices'
import type { Place } from '@cubby/domain/machine/place'
import type { Rental } from '@cubby/domain/machine/rental'
import type { ServiceState } from '@cubby/domain/machine/service'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type {
  Command,
  Courier,
  Grant,
  OrganizationRules,
  Plan,
} from '@cubby/domain/rights/directory'
import { layoutProblems, type Layout } from '@cubby/domain/cells/layout'
import { checkHardwareConfig } from '@cubby/drivers/hardware-config'
import { AppError } from '@cubby/kit/app-error'
import { grantHolds } from '@cubby/keys/grant-signature'
import { feedBodies, type FeedKind, feedKindOf, singleKinds } from '@cubby/protocol/link/messages'
import type { Enrolled } from '../store/edge-disk.ts'

type Bodies = {
  layout: { layout: Layout }
  wiring: Wiring
  devices: DevicesItem
  place: Place
  service: { state: ServiceState }
  configuration: ConfigurationItem
  rental: Rental
  parcel: Plan
  grant: Grant
  courier: Courier
  organization: OrganizationRules
  command: Command
}
type About = { key: string; asOfSeq: number | null }

/** A feed item whose body is what its key says. */
export type CheckedItem = About & { [K in FeedKind]: { kind: K; body: Bodies[K] } }[FeedKind]

export type ItemVerdict =
  /** `advice`: parts of it that mean nothing to this program and are left out. */
  | { verdict: 'sound'; item: CheckedItem; advice?: string }
  /** From a newer server: kept for a newer program, without meaning to this one. */
  | { verdict: 'unknown-kind' }
  | { verdict: 'rejected'; why: string }

/** Rights to this machine come on its own stream only; nobody else's stream can slip one in. */
const onlyOnOwnStream: readonly FeedKind[] = [
  ...singleKinds,
  'rental',
  'parcel',
  'grant',
  'command',
]

/** Says whether a feed item may be applied: its shape, its place, and for a grant the server's signature. */
export function checkItem(
  enrolled: Enrolled,
  stream: string,
  item: About & { body: unknown },
): ItemVerdict {
  const { key, asOfSeq } = item
  const kind = feedKindOf(key)
  if (!kind) return { verdict: 'unknown-kind' }
  if (onlyOnOwnStream.includes(kind) && stream !== `locker:${enrolled.locker}`)
    return { verdict: 'rejected', why: 'it does not belong on this stream' }
  const parsed = feedBodies[kind].safeParse(item.body)
  if (!parsed.success) {
    const [first] = parsed.error.issues
    // The path and the rule, never the value: it may be a person's.
    return {
      verdict: 'rejected',
      why: `/${first?.path.join('/') ?? ''} ${first?.code ?? ''}`.slice(0, 120),
    }
  }
  const checked = { key, asOfSeq, kind, body: parsed.data } as CheckedItem
  if (key !== keyOf(checked))
    return { verdict: 'rejected', why: 'the key names something else than the body' }
  if (checked.kind === 'configuration' && stream !== levelStream(checked.body.of))
    return { verdict: 'rejected', why: 'it does not belong on this stream' }
  if (checked.kind === 'grant' && !grantHolds(enrolled.signingKeys, enrolled.locker, checked.body))
    return { verdict: 'rejected', why: 'the signature does not hold' }
  if (checked.kind === 'layout') {
    const [problem] = layoutProblems(checked.body.layout)
    if (problem)
      return { verdict: 'rejected', why: `${problem.pointer} ${problem.code}`.slice(0, 120) }
  }
  if (checked.kind === 'wiring') {
    const why = wiringTrouble(checked.body)
    if (why) return { verdict: 'rejected', why }
  }
  if (checked.kind === 'configuration') {
    const { sound, refused } = checkSettings(checked.body)
    const item: CheckedItem = { ...checked, body: sound }
    const [first] = refused
    return first
      ? { verdict: 'sound', item, advice: `${first.pointer} ${first.code}`.slice(0, 120) }
      : { verdict: 'sound', item }
  }
  return { verdict: 'sound', item: checked }
}

/** Why this program cannot drive a wiring, shortly; null when it can. */
function wiringTrouble(wiring: Wiring): string | null {
  try {
    checkHardwareConfig(wiring)
    return null
  } catch (error) {
    const [first] = error instanceof AppError ? error.fields : []
    return `${first?.pointer ?? ''} ${first?.code ?? 'invalid'}`.trim().slice(0, 120)
  }
}

function keyOf(item: CheckedItem): string {
  switch (item.kind) {
    case 'layout':
    case 'wiring':
    case 'devices':
    case 'place':
    case 'service':
      return item.kind
    case 'configuration':
      return `configuration:${item.body.of}`
    case 'rental':
      return `rental:${item.body.rental}`
    case 'parcel':
      return `parcel:${item.body.parcel}`
    case 'grant':
      return `grant:${item.body.grant}`
    case 'courier':
      return `courier:${item.body.courier}`
    case 'organization':
      return `organization:${item.body.organization}`
    case 'command':
      return `command:${item.body.command}`
  }
}
