import { listModuleModelVersions } from '@cubby/protocol/operations/models/list-module-model-versions'
import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { read } from '../../api/client.ts'
import { VersionsDrawer } from '../../drawing/version/VersionsDrawer.tsx'
import { to } from '../../paths.ts'

type Props = { model: ModuleModelReply; isOpen: boolean; onClose: () => void }

/** The versions of a module model. */
export function ModuleVersions({ model, isOpen, onClose }: Props) {
  return (
    <VersionsDrawer
      isOpen={isOpen}
      onClose={onClose}
      source={read(listModuleModelVersions, { params: { model: model.id } })}
      now={model.version.version}
      hrefOf={(version) =>
        to.moduleModel(
          model.id,
          version === model.latestVersion ? {} : { version: String(version) },
        )
      }
    />
  )
}
