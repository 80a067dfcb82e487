import type { CellState } from '@cubby/domain/cells/cell-state'
import type { DoorName, Wiring } from '@cubby/domain/machine/wiring'
import { doorsOf } from '@cubby/domain/machine/wiring-rules'
import {
  type CellId,
  type LocationId,
  type LockerId,
  type LockerModelId,
  type ModuleModelId,
  uuidOf,
} from '@cubby/kit/ids'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { releaseLockerModel } from '@cubby/protocol/operations/models/release-locker-model'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import { updateLockerModel } from '@cubby/protocol/operations/models/update-locker-model'
import { establishLocker } from '@cubby/protocol/operations/service/establish-locker'
import { putIntoService } from '@cubby/protocol/operations/service/put-into-service'
import { answerWiringTest } from '@cubby/protocol/operations/wiring/answer-wiring-test'
import { openTestDoor } from '@cubby/protocol/operations/wiring/open-test-door'
import { proposeWiring } from '@cubby/protocol/operations/wiring/propose-wiring'
import { setWiring } from '@cubby/protocol/operations/wiring/set-wiring'
import { startWiringTest } from '@cubby/protocol/operations/wiring/start-wiring-test'
import { timestamp } from '@cubby/server/db/tables/column'
import { aColumn, aControlModule, aLockerDesign, inARow } from '../constructor/designs.ts'
import type { TestApi } from './test-api.ts'

const line = { kind: 'tcp', host: 'boards.local', port: 4001 } as const

/** Models and machines made of them, through the API; what only a machine can do is played. */
export function machinesOf(api: TestApi, location: LocationId) {
  return { ...modelsOf(api), ...establishing(api, location), ...playing(api) }
}
export type Machines = ReturnType<typeof machinesOf>

function modelsOf(api: TestApi) {
  const { operator } = api
  let count = 0
  const known = new Map<string, ModuleModelId>()
  /** One model for each design: another version of a machine has the same modules where nothing has changed. */
  const aReleasedModule = async (design: ReturnType<typeof aColumn>) => {
    const same = known.get(JSON.stringify(design))
    if (same) return same
    const body = { name: `Module ${++count}`, design, note: null }
    const { id: model } = await api.call(operator, createModuleModel, { body })
    await api.call(operator, releaseModuleModel, { params: { model }, body: { version: 1 } })
    known.set(JSON.stringify(design), model)
    return model
  }
  const designOf = async (columns: readonly string[]) => {
    const modules = [await aReleasedModule(aControlModule())]
    for (const types of columns) modules.push(await aReleasedModule(aColumn(types)))
    return aLockerDesign({ modules: inARow(...modules) })
  }
  const release = (model: LockerModelId, version: number) =>
    api.call(operator, releaseLockerModel, { params: { model }, body: { version } })
  return {
    /** A control module with three cells, and a column of cells for each text. */
    aModel: async (name: string, columns: readonly string[], isReleased = true) => {
      const body = { name, design: await designOf(columns), note: null }
      const { id } = await api.call(operator, createLockerModel, { body })
      if (isReleased) await release(id, 1)
      return id
    },
    /** The same model with other columns, in its next version. */
    nextVersion: async (model: LockerModelId, columns: readonly string[]): Promise<number> => {
      const design = await designOf(columns)
      const body = { name: `Changed ${++count}`, design, note: null, after: 1 }
      await api.call(operator, updateLockerModel, { params: { model }, body })
      await release(model, 2)
      return 2
    },
  }
}

function establishing(api: TestApi, location: LocationId) {
  const { operator } = api
  let count = 0
  const propose = async (locker: LockerId): Promise<Wiring> => {
    const body = { model: 'kerong-cu48', lines: [line] }
    return (await api.call(operator, proposeWiring, { params: { locker }, body })).wiring
  }
  return {
    establish: (model: LockerModelId) =>
      api.call(operator, establishLocker, {
        body: { location, name: `Locker ${++count}`, model, version: 1 },
      }),
    propose,
    wire: async (locker: LockerId, wiring?: Wiring) =>
      api.call(operator, setWiring, {
        params: { locker },
        body: { wiring: wiring ?? (await propose(locker)) },
      }),
    startTest: (locker: LockerId, again = false) =>
      api.call(operator, startWiringTest, { params: { locker }, body: { again } }),
    answer: (locker: LockerId, door: DoorName, opened: DoorName | null) =>
      api.ask(operator, answerWiringTest, { params: { locker }, body: { ...door, opened } }),
    putIntoService: (locker: LockerId) =>
      api.ask(operator, putIntoService, { params: { locker }, body: {} }),
  }
}

/** What a machine would do, written where its journal would bring it. */
function playing(api: TestApi) {
  const { db } = api.ctx
  return {
    enrol: (locker: LockerId) =>
      db
        .updateTable('locker')
        .set({ enrolled_at: timestamp(api.clock.now()) })
        .where('id', '=', uuidOf(locker))
        .execute(),
    /** Opens the door that it is asked for, or says what else became of it. */
    openDoor: async (
      locker: LockerId,
      door: DoorName,
      outcome = 'opened',
      status: 'done' | 'refused' = 'done',
    ) => {
      const asked = await api.call(api.operator, openTestDoor, { params: { locker }, body: door })
      await db
        .updateTable('command')
        .set({ status, outcome })
        .where('id', '=', uuidOf(asked.id))
        .execute()
    },
    tell: async (
      locker: LockerId,
      cell: CellId,
      use: CellState['use'],
      door: 'open' | 'closed' = 'closed',
    ) => {
      const since = api.clock.now()
      const state: CellState = {
        use,
        service: { kind: 'ok' },
        touchedSeq: 1,
        doors: { front: { door, since, cause: null, leftOpenTold: false } },
      }
      const row = { locker_id: uuidOf(locker), cell_id: uuidOf(cell), state: JSON.stringify(state) }
      await db
        .insertInto('cell_mirror')
        .values(row)
        .onConflict((oc) => oc.columns(['locker_id', 'cell_id']).doUpdateSet({ state: row.state }))
        .execute()
    },
    itemOf: async (locker: LockerId, key: string): Promise<unknown> => {
      const row = await db
        .selectFrom('feed_item')
        .select('body')
        .where('stream_id', '=', `locker:${locker}`)
        .where('key', '=', key)
        .executeTakeFirst()
      return row?.body
    },
  }
}

/** A machine of this model with everything done but going into service. */
export async function aProvedLocker(machines: Machines, model: LockerModelId) {
  const { id: locker, layout } = await machines.establish(model)
  await machines.wire(locker)
  await machines.enrol(locker)
  await machines.startTest(locker)
  for (const { cell, side } of doorsOf(layout)) {
    await machines.openDoor(locker, { cell, side })
    await machines.answer(locker, { cell, side }, { cell, side })
  }
  return { locker, layout }
}
