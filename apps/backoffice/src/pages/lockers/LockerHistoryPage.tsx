import { HistorySection } from '../../support/history/HistorySection.tsx'
import { LockerFrame } from './LockerFrame.tsx'

/** What people and programs did to a locker, from the office. */
export function LockerHistoryPage() {
  return <LockerFrame>{({ id }) => <HistorySection thing={id} />}</LockerFrame>
}
