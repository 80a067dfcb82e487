import type { ActivityReply } from '@cubby/protocol/operations/activity/activity-shapes'
import {
  IconEye,
  IconLogin2,
  IconPencil,
  IconPlayerPlay,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { to } from '../../paths.ts'
import { named, type Say } from '../../text.ts'
import type { ThemeColor } from '../../theme/mantine-theme.ts'

type Look = { icon: typeof IconEye; color: ThemeColor }

/** How each kind of deed looks. */
export const deedLooks: Record<ActivityReply['what'], Look> = {
  create: { icon: IconPlus, color: 'done' },
  change: { icon: IconPencil, color: 'link' },
  delete: { icon: IconTrash, color: 'alarm' },
  do: { icon: IconPlayerPlay, color: 'signal' },
  read: { icon: IconEye, color: 'gray' },
  'sign-in': { icon: IconLogin2, color: 'gray' },
}

/** What was done in words; an operation that we have no words for is told by its name. */
export function deedText(t: Say, { operation, what }: ActivityReply): string {
  const told = named(t, 'did', operation)
  return told === operation ? `${t(`activity.what.${what}`)}: ${operation}` : told
}

/** Who did it; the server by itself, or somebody unknown, has no name. */
export const doerName = (t: Say, { by }: ActivityReply): string =>
  by.name ?? by.id ?? t('activity.by.system')

const hrefs: Record<string, (id: string) => string> = {
  org: to.organization,
  loc: to.location,
  seg: to.segment,
  lck: (id) => to.locker(id),
  cur: to.courier,
  shp: to.shipment,
  cst: to.customer,
  dsp: to.dispute,
  trf: to.tariff,
  ofr: to.offer,
  whk: (id) => to.webhook(id),
  stf: to.staffMember,
  rol: to.role,
}

/** What kind of thing an id names, and where it is shown; null: nowhere. */
export function thingOf(t: Say, id: string) {
  const prefix = id.slice(0, 3)
  const kind = named(t, 'activity.thing', prefix)
  return { kind: kind === prefix ? id : kind, href: hrefs[prefix]?.(id) ?? null }
}
