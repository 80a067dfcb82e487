import { listModuleModelVersions } from '@cubby/protocol/operations/models/list-module-model-versions'
import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { Comparison } from '../../drawing/version/Comparison.tsx'
import { VersionsDrawer } from '../../drawing/version/VersionsDrawer.tsx'
import { to } from '../../paths.ts'
import { useFormat } from '../../support/format.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { moduleDifferences } from './module-comparison.ts'

type Props = { model: ModuleModelReply; isOpen: boolean; onClose: () => void }

/** The versions of a module model. */
export function ModuleVersions({ model, isOpen, onClose }: Props) {
  return (
    <VersionsDrawer
      isOpen={isOpen}
      onClose={onClose}
      source={read(listModuleModelVersions, { params: { model: model.id } })}
      now={model.version.version}
      compare={(earlier, later) => <Compared model={model} earlier={earlier} later={later} />}
      hrefOf={(version) =>
        to.moduleModel(
          model.id,
          version === model.latestVersion ? {} : { version: String(version) },
        )
      }
    />
  )
}

type ComparedProps = { model: ModuleModelReply; earlier: number; later: number }

/** Two versions beside each other. */
function Compared({ model, earlier, later }: ComparedProps) {
  const words = { t: useText().t, list: useFormat().list }
  const params = { model: model.id }
  const older = useQuery(read(readModuleModel, { params, query: { version: earlier } }))
  const newer = useQuery(read(readModuleModel, { params, query: { version: later } }))
  return (
    <Shown query={older}>
      {(before) => (
        <Shown query={newer}>
          {(after) => (
            <Comparison differences={moduleDifferences(words, before.design, after.design)} />
          )}
        </Shown>
      )}
    </Shown>
  )
}
