/** What the server raises alarms about. */
export const alarmKinds = [
  'door.forced',
  'door.stuck',
  'door.left-open',
  'stay.disputed',
  'device.fault',
  'feed.rejected',
  'access.locked',
  'entry.quarantined',
  'parcel.stored-after-cancel',
  'journal.fork',
  'journal.replaced',
  'emergency.opened',
  'emergency.used',
] as const
