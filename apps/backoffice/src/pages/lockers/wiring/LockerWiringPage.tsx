import type { Wiring } from '@cubby/domain/machine/wiring'
import { doorKeyOf, doorsOf, wiringProblems } from '@cubby/domain/machine/wiring-rules'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { readWiring } from '@cubby/protocol/operations/wiring/read-wiring'
import { readWiringTest } from '@cubby/protocol/operations/wiring/read-wiring-test'
import type { WiringReply } from '@cubby/protocol/operations/wiring/wiring-shapes'
import { Alert, Stack } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../../api/client.ts'
import { Shown } from '../../../support/Shown.tsx'
import { useText } from '../../../text.ts'
import { LockerFrame } from '../LockerFrame.tsx'
import { AddBoard } from './AddBoard.tsx'
import { AutoWire } from './AutoWire.tsx'
import { Boards } from './Boards.tsx'
import { SaveWiring } from './SaveWiring.tsx'
import { WiredWall } from './WiredWall.tsx'
import { troubledDoors } from './wiring-draft.ts'

const wiringQuery = (locker: LockerReply) => read(readWiring, { params: { locker: locker.id } })
const testQuery = (locker: LockerReply) => read(readWiringTest, { params: { locker: locker.id } })

/** Which board and channel moves which door. */
export function LockerWiringPage() {
  return (
    <LockerFrame>{(locker) => <Loaded key={locker.layoutVersion} locker={locker} />}</LockerFrame>
  )
}

function Loaded({ locker }: { locker: LockerReply }) {
  const query = useQuery(wiringQuery(locker))
  return <Shown query={query}>{(told) => <Editor locker={locker} told={told} />}</Shown>
}

function Editor({ locker, told }: { locker: LockerReply; told: WiringReply }) {
  const { t } = useText()
  const [draft, setDraft] = useState<Wiring | null>(null)
  const test = useQuery(testQuery(locker))
  const wiring = draft ?? told.wiring
  const doors = [...doorsOf(locker.layout), ...told.leaving]
  const problems = wiring ? wiringProblems(wiring, doors) : []
  const proved = new Set(
    draft
      ? []
      : test.data?.doors.flatMap((door) => (door.proof === 'right' ? [doorKeyOf(door)] : [])),
  )
  return (
    <Stack>
      {!wiring && (
        <Alert color="link" icon={<IconInfoCircle aria-hidden />}>
          {t('wiring.none')}
        </Alert>
      )}
      {wiring && (
        <>
          <WiredWall
            locker={locker}
            wiring={wiring}
            doors={doors}
            troubled={troubledDoors(wiring, problems, doors)}
            proved={proved}
            onChange={setDraft}
          />
          <Boards wiring={wiring} problems={problems} onChange={setDraft} />
          <AddBoard wiring={wiring} onChange={setDraft} />
        </>
      )}
      {draft && (
        <SaveWiring
          locker={locker}
          wiring={draft}
          problems={problems}
          onDone={() => setDraft(null)}
        />
      )}
      <AutoWire doors={doors} onWired={setDraft} />
    </Stack>
  )
}
