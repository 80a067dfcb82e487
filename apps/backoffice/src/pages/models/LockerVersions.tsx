import { listLockerModelVersions } from '@cubby/protocol/operations/models/list-locker-model-versions'
import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { read } from '../../api/client.ts'
import { VersionsDrawer } from '../../drawing/version/VersionsDrawer.tsx'
import { to } from '../../paths.ts'

type Props = { model: LockerModelReply; isOpen: boolean; onClose: () => void }

/** The versions of a locker model. */
export function LockerVersions({ model, isOpen, onClose }: Props) {
  return (
    <VersionsDrawer
      isOpen={isOpen}
      onClose={onClose}
      source={read(listLockerModelVersions, { params: { model: model.id } })}
      now={model.version.version}
      hrefOf={(version) =>
        to.model(model.id, version === model.latestVersion ? {} : { version: String(version) })
      }
    />
  )
}
