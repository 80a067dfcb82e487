import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import type { LockerId } from '@cubby/kit/ids'
import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { read } from '../../api/client.ts'
import { useLive } from '../../api/use-live.ts'
import { to } from '../../paths.ts'
import { DetailPage } from '../../support/DetailPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { LinkSign } from './LinkSign.tsx'
import { LockerServiceSign } from './service/LockerServiceSign.tsx'

const lockerQuery = (locker: LockerId) => read(readLocker, { params: { locker } })

/** What stands above every tab of a locker. */
export function LockerFrame({ children }: { children: (locker: LockerReply) => ReactNode }) {
  const locker = useIdInAddress<LockerId>('locker')
  const query = useQuery(lockerQuery(locker))
  useLive(`locker:${locker}`)
  return <Shown query={query}>{(data) => <Frame locker={data}>{children(data)}</Frame>}</Shown>
}

function Frame({ locker, children }: { locker: LockerReply; children: ReactNode }) {
  const { t } = useText()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const { id, place, lastSeenAt, deviceVersion, cells } = locker
  return (
    <DetailPage
      title={locker.name}
      crumbs={[{ label: t('lockers.title'), href: to.lockers() }]}
      badge={
        <>
          <LinkSign link={locker.link} />
          <LockerServiceSign service={locker.service} />
        </>
      }
      facts={[
        { label: t('locker.place'), value: `${place.name}, ${place.city}` },
        { label: t('locker.cells'), value: cells },
        { label: t('locker.seen'), value: lastSeenAt && <Moment at={lastSeenAt} /> },
        { label: t('locker.version'), value: deviceVersion },
      ]}
      tab={path}
      tabs={[
        { href: to.locker(id), label: t('locker.tab.wall') },
        { href: to.lockerCells(id), label: t('locker.tab.cells') },
        { href: to.lockerEvents(id), label: t('locker.tab.events') },
        { href: to.lockerService(id), label: t('machine.tab.service') },
        { href: to.lockerWiring(id), label: t('machine.tab.wiring') },
        { href: to.lockerDevices(id), label: t('devices.tab') },
        { href: to.lockerHistory(id), label: t('history.title') },
        { href: to.lockerConfiguration(id), label: t('configuration.title') },
      ]}
    >
      {children}
    </DetailPage>
  )
}
