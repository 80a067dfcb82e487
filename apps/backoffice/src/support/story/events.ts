import type { LockerEventReply } from '@cubby/protocol/operations/lockers/read-events'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCircle,
  IconDoor,
  IconDoorExit,
  IconHandClick,
  IconHandStop,
  IconKey,
  IconLock,
  IconLockOpen,
  IconPackageExport,
  IconPackageImport,
  IconPower,
  IconRocket,
  IconTargetArrow,
  IconTool,
  IconUser,
} from '@tabler/icons-react'
import { named, type Say } from '../../text.ts'
import type { Chapter } from './Story.tsx'

type Look = Pick<Chapter, 'icon' | 'color'>

const looks: Record<string, Look> = {
  'device.started': { icon: IconPower },
  'device.fault': { icon: IconTool, color: 'alarm' },
  'session.started': { icon: IconUser },
  'session.ended': { icon: IconDoorExit },
  'access.granted': { icon: IconKey },
  'access.denied': { icon: IconHandStop, color: 'signal' },
  'stay.allocated': { icon: IconTargetArrow },
  'stay.deposited': { icon: IconPackageImport, color: 'done' },
  'stay.collected': { icon: IconPackageExport, color: 'done' },
  'stay.withdrawn': { icon: IconArrowBackUp },
  'stay.cancelled': { icon: IconBan },
  'stay.disputed': { icon: IconAlertTriangle, color: 'alarm' },
  'door.requested': { icon: IconHandClick },
  'door.opened': { icon: IconDoor, color: 'link' },
  'door.closed': { icon: IconDoor },
  'door.stuck': { icon: IconTool, color: 'alarm' },
  'door.forced': { icon: IconAlertTriangle, color: 'alarm' },
  'door.unknown': { icon: IconAlertTriangle, color: 'signal' },
  'door.left-open': { icon: IconDoor, color: 'signal' },
  'cell.blocked': { icon: IconLock, color: 'signal' },
  'cell.unblocked': { icon: IconLockOpen },
  'cell.faulty': { icon: IconTool, color: 'alarm' },
  'command.accepted': { icon: IconRocket },
  'command.refused': { icon: IconHandStop, color: 'alarm' },
  'command.done': { icon: IconRocket, color: 'done' },
  'command.unknown': { icon: IconRocket, color: 'signal' },
}

/** The words that an entry brings for the holes of its sentence; words of ours where we have them. */
const spoken = ['why', 'reason', 'problem', 'outcome', 'by', 'purpose', 'quality'] as const

/** An entry of a locker's journal as a sentence. A kind that we do not know yet is told by its name. */
export function eventChapter(
  t: Say,
  event: LockerEventReply,
  cellName: (cell: string | null) => string,
): Chapter {
  const { kind, detail, journal, seq, at, cell } = event
  const words = Object.fromEntries(
    spoken.map((name) => {
      const value = detail[name]
      return [name, typeof value === 'string' ? named(t, 'word', value) : '–']
    }),
  )
  const id = `event.${kind}`
  const told = named(t, 'event', kind)
  return {
    id: `${journal}.${seq}`,
    at,
    sentence:
      told === kind
        ? kind
        : t(id as never, { ...words, cell: cellName(cell), label: textOf(detail['label']) }),
    icon: IconCircle,
    ...looks[kind],
    evidence: t('story.entry', { seq: String(seq) }),
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
