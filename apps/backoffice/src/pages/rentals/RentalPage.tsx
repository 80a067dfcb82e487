import type { RentalId } from '@cubby/kit/ids'
import { endRental } from '@cubby/protocol/operations/rentals/end-rental'
import { readRental } from '@cubby/protocol/operations/rentals/read-rental'
import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import { useQuery } from '@tanstack/react-query'
import { IconDoorExit, IconEdit } from '@tabler/icons-react'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { DetailPage } from '../../support/DetailPage.tsx'
import { ReasonDialog } from '../../support/dialog/ReasonDialog.tsx'
import { useGo } from '../../support/go.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { useOrganizations } from '../../support/list/choices.ts'
import { Moment } from '../../support/Moment.tsx'
import { LockerName, OrganizationName } from '../../support/Name.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { PriceText } from './PriceText.tsx'
import { RentalReport } from './RentalReport.tsx'
import { RentalState } from './RentalState.tsx'

/** One rental: whose cells, for how long, how they are used and what is due. */
export function RentalPage() {
  const rental = useIdInAddress<RentalId>('rental')
  const query = useQuery(read(readRental, { params: { rental } }))
  return <Shown query={query}>{(data) => <Detail rental={data} />}</Shown>
}

function useTenantName({ organization }: RentalReply): string {
  return useOrganizations().find(({ value }) => value === organization)?.label ?? organization
}

function Detail({ rental }: { rental: RentalReply }) {
  const { t } = useText()
  return (
    <DetailPage
      title={t('rental.title', { name: useTenantName(rental) })}
      crumbs={[{ label: t('rentals.title'), href: to.rentals() }]}
      badge={<RentalState state={rental.state} />}
      facts={useFacts(rental)}
      side={<Actions rental={rental} />}
    >
      <RentalReport rental={rental} />
    </DetailPage>
  )
}

function useFacts(rental: RentalReply) {
  const { t } = useText()
  const { quota, note, endedAt, endReason } = rental
  return [
    { label: t('cell.tenant'), value: <OrganizationName id={rental.organization} /> },
    { label: t('filter.locker'), value: <LockerName id={rental.locker} /> },
    { label: t('rental.cells'), value: t('rental.cells.count', { count: rental.cells.length }) },
    { label: t('rental.price'), value: <PriceText price={rental.price} /> },
    { label: t('rental.from'), value: <Moment at={rental.from} /> },
    { label: t('rental.until'), value: <Moment at={rental.until} /> },
    { label: t('rental.quota'), value: quota === null ? t('rental.quota.all') : quota },
    { label: t('rental.common'), value: t(rental.commonCells ? 'page.yes' : 'page.no') },
    ...(note === null ? [] : [{ label: t('rental.note'), value: note }]),
    ...(endedAt === null
      ? []
      : [
          { label: t('rental.ended'), value: <Moment at={endedAt} /> },
          { label: t('rental.ended.why'), value: endReason },
        ]),
  ]
}

function Actions({ rental }: { rental: RentalReply }) {
  const { t } = useText()
  const go = useGo()
  const name = useTenantName(rental)
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden('rentals:write')
  const isOver = rental.state === 'over' ? t('rental.over') : undefined
  const end = useAction(endRental, {
    stale: ['rental.read', 'rental.list', 'rental.report'],
    done: t('rental.end.done'),
    onDone: () => setAsking(false),
  })
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconEdit size={18} aria-hidden />}
        disabledReason={forbidden ?? isOver}
        onClick={() => go(to.editRental(rental.id))}
      >
        {t('rental.edit')}
      </ActionButton>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconDoorExit size={18} aria-hidden />}
        disabledReason={forbidden ?? isOver}
        onClick={() => setAsking(true)}
      >
        {t('rental.end')}
      </ActionButton>
      <ReasonDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('rental.end')}
        consequence={t('rental.end.consequence', { name })}
        confirm={t('rental.end')}
        reasonMax={500}
        isRunning={end.isRunning}
        error={end.error}
        onConfirm={(reason) => void end.run({ params: { rental: rental.id }, body: { reason } })}
      />
    </>
  )
}
