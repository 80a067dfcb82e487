import { listLockerModelVersions } from '@cubby/protocol/operations/models/list-locker-model-versions'
import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { Comparison } from '../../drawing/version/Comparison.tsx'
import { VersionsDrawer } from '../../drawing/version/VersionsDrawer.tsx'
import { to } from '../../paths.ts'
import { useFormat } from '../../support/format.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { lockerDifferences } from './locker-comparison.ts'

type Props = { model: LockerModelReply; isOpen: boolean; onClose: () => void }

/** The versions of a locker model. */
export function LockerVersions({ model, isOpen, onClose }: Props) {
  return (
    <VersionsDrawer
      isOpen={isOpen}
      onClose={onClose}
      source={read(listLockerModelVersions, { params: { model: model.id } })}
      now={model.version.version}
      compare={(earlier, later) => <Compared model={model} earlier={earlier} later={later} />}
      hrefOf={(version) =>
        to.model(model.id, version === model.latestVersion ? {} : { version: String(version) })
      }
    />
  )
}

type ComparedProps = { model: LockerModelReply; earlier: number; later: number }

/** Two versions beside each other. */
function Compared({ model, earlier, later }: ComparedProps) {
  const words = { t: useText().t, list: useFormat().list }
  const params = { model: model.id }
  const older = useQuery(read(readLockerModel, { params, query: { version: earlier } }))
  const newer = useQuery(read(readLockerModel, { params, query: { version: later } }))
  return (
    <Shown query={older}>
      {(before) => (
        <Shown query={newer}>
          {(after) => <Comparison differences={lockerDifferences(words, before, after)} />}
        </Shown>
      )}
    </Shown>
  )
}
