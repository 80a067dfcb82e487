import type {
  CustodyEventReply,
  ParcelReply,
} from '@cubby/protocol/operations/shipments/shipment-shapes'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCalendarPlus,
  IconCircle,
  IconCircleCheck,
  IconDoor,
  IconPackageExport,
  IconPackageImport,
  IconSend,
  IconSpeakerphone,
  IconUserEdit,
} from '@tabler/icons-react'
import { named, type Say } from '../../text.ts'
import type { Chapter } from './Story.tsx'

const looks: Record<string, Pick<Chapter, 'icon' | 'color'>> = {
  announced: { icon: IconSpeakerphone },
  deposited: { icon: IconPackageImport, color: 'done' },
  collected: { icon: IconPackageExport, color: 'done' },
  withdrawn: { icon: IconArrowBackUp },
  cancelled: { icon: IconBan },
  'cancelled-deposit': { icon: IconBan },
  extended: { icon: IconCalendarPlus },
  disputed: { icon: IconAlertTriangle, color: 'alarm' },
  settled: { icon: IconCircleCheck, color: 'done' },
  'opened-by-force': { icon: IconAlertTriangle, color: 'alarm' },
  'opened-remotely': { icon: IconDoor, color: 'link' },
  'told-again': { icon: IconSend },
  'recipient-changed': { icon: IconUserEdit },
}

type Known = {
  parcels: readonly ParcelReply[]
  cellName: (cell: string | null) => string
  moment: (iso: string) => string
}

/** One line of the chain of custody as a sentence, with how we know it. */
export function custodyChapter(t: Say, event: CustodyEventReply, known: Known): Chapter {
  const { kind, detail, entry } = event
  const label = known.parcels.find(({ id }) => id === event.parcel)?.label ?? event.parcel
  const word = (name: string) => {
    const value = detail[name]
    return typeof value === 'string' ? named(t, 'word', value) : '–'
  }
  const due = detail['dueAt']
  const id = `custody.${kind}`
  const isKnown = named(t, 'custody', kind) !== kind
  const sentence = isKnown
    ? t(id as never, {
        label,
        cell: known.cellName(event.cell),
        who: t(`custody.by.${event.actor.kind}`),
        reason: word('reason'),
        problem: word('problem'),
        due: typeof due === 'string' ? known.moment(due) : '–',
      })
    : `${label}: ${kind}`
  return {
    id: event.id,
    at: event.at,
    sentence,
    icon: IconCircle,
    ...looks[kind],
    evidence: entry
      ? t('story.entry', { seq: String(entry.seq) })
      : t('story.server', { who: t(`custody.by.${event.actor.kind}`) }),
  }
}
