import { readShipmentTimeline } from '@cubby/protocol/operations/shipments/read-shipment-timeline'
import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useCellNames } from '../../support/cell-names.ts'
import { useFormat } from '../../support/format.ts'
import { Shown } from '../../support/Shown.tsx'
import { custodyChapter } from '../../support/story/custody.ts'
import { Story } from '../../support/story/Story.tsx'
import { useText } from '../../text.ts'

/** The chain of custody in sentences, each with how we know it. */
export function CustodyStory({ shipment }: { shipment: ShipmentReply }) {
  const { t } = useText()
  const { moment } = useFormat()
  const query = useQuery(read(readShipmentTimeline, { params: { shipment: shipment.id } }))
  const cellName = useCellNames(shipment.locker)
  const known = { parcels: shipment.parcels, cellName, moment }
  return (
    <Shown query={query}>
      {({ events }) => (
        <Story
          chapters={events.map((event) => custodyChapter(t, event, known))}
          empty={t('shipment.story.empty')}
        />
      )}
    </Shown>
  )
}
