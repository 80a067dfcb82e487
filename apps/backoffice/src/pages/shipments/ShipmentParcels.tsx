import type {
  ParcelReply,
  ShipmentReply,
} from '@cubby/protocol/operations/shipments/shipment-shapes'
import { Anchor, Table, Text } from '@mantine/core'
import { to } from '../../paths.ts'
import { useCellNames } from '../../support/cell-names.ts'
import { useFormat } from '../../support/format.ts'
import { isolated } from '../../support/isolate.ts'
import { Link } from '../../support/Link.tsx'
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'
import { ParcelState } from './ShipmentStatus.tsx'

/** What belongs together, and where each of it is. */
export function ShipmentParcels({ shipment }: { shipment: ShipmentReply }) {
  const { t } = useText()
  const cellName = useCellNames(shipment.locker)
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing="sm" aria-label={t('shipment.parcels')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('parcel.label')}</Table.Th>
            <Table.Th>{t('shipment.status')}</Table.Th>
            <Table.Th>{t('parcel.cell')}</Table.Th>
            <Table.Th>{t('parcel.size')}</Table.Th>
            <Table.Th>{t('parcel.stored')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shipment.parcels.map((parcel) => (
            <Table.Tr key={parcel.id}>
              <Table.Td>
                <Text component="span" fw={600} className="ltr">
                  {parcel.label}
                </Text>
              </Table.Td>
              <Table.Td>
                <ParcelState status={parcel.status} />
              </Table.Td>
              <Table.Td>
                {parcel.cell ? (
                  <Anchor component={Link} href={to.locker(parcel.locker, { cell: parcel.cell })}>
                    {cellName(parcel.cell)}
                  </Anchor>
                ) : (
                  t('page.none')
                )}
              </Table.Td>
              <Table.Td className="numbers">
                <Size parcel={parcel} />
              </Table.Td>
              <Table.Td>
                {parcel.storedAt ? <Moment at={parcel.storedAt} /> : t('page.none')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Size({ parcel: { size, grams } }: { parcel: ParcelReply }) {
  const { t } = useText()
  const { number } = useFormat()
  if (!size) return t('parcel.size.unknown')
  const measures = isolated([size.height, size.width, size.depth].map(number).join(' × '))
  return t('parcel.size.of', { measures, grams })
}
