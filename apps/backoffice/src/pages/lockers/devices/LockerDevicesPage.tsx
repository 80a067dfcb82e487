import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { readDevices } from '@cubby/protocol/operations/devices/read-devices'
import { readWiring } from '@cubby/protocol/operations/wiring/read-wiring'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../api/client.ts'
import { Shown } from '../../../support/Shown.tsx'
import { LockerFrame } from '../LockerFrame.tsx'
import { DevicesEditor } from './DevicesEditor.tsx'

const devicesQuery = ({ id: locker }: LockerReply) => read(readDevices, { params: { locker } })
const wiringQuery = ({ id: locker }: LockerReply) => read(readWiring, { params: { locker } })

/** What hangs on the computer of a locker beside its lock boards, and how it is. */
export function LockerDevicesPage() {
  return <LockerFrame>{(locker) => <Loaded locker={locker} />}</LockerFrame>
}

function Loaded({ locker }: { locker: LockerReply }) {
  const devices = useQuery(devicesQuery(locker))
  const wiring = useQuery(wiringQuery(locker))
  return (
    <Shown query={devices}>
      {(told) => (
        <Shown query={wiring}>
          {({ wiring: wired }) => <DevicesEditor locker={locker} told={told} wiring={wired} />}
        </Shown>
      )}
    </Shown>
  )
}
