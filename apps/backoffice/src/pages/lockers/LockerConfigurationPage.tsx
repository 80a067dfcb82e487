import { Settings } from '../configuration/Settings.tsx'
import { LockerFrame } from './LockerFrame.tsx'

/** What a locker is configured as, where each value comes from, and which of its doors differ. */
export function LockerConfigurationPage() {
  return <LockerFrame>{({ id }) => <Settings place={{ of: id, cell: null }} />}</LockerFrame>
}
