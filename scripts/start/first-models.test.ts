import { composeLayout } from '@cubby/domain/constructor/compose'
import type { KnownModule } from '@cubby/domain/constructor/standing'
import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import { lockerProblems } from '@cubby/domain/constructor/locker-problems'
import { moduleDesign } from '@cubby/domain/constructor/module-design'
import { moduleProblems } from '@cubby/domain/constructor/module-problems'
import type { ModuleModelId } from '@cubby/kit/ids'
import type { ApiClient } from '@cubby/testing/network/api-client'
import { anId } from '@cubby/testing/kernel/builders'
import { streetLocker } from '@cubby/testing/network/street-locker'
import { expect, test } from 'vitest'
import { drawFirstModels } from './first-models.ts'

test('the first models are without fault, and give the machine that the first start establishes', async () => {
  const known = new Map<ModuleModelId, KnownModule>()
  const machines: LockerDesign[] = []
  const call = async ({ id }: { id: string }, asked: { body: { design: never } }) => {
    if (id === 'locker-model.create') machines.push(asked.body.design)
    if (id !== 'module-model.create') return { id: anId('mdl', 1) }
    const module = anId('mod', known.size + 1)
    known.set(module, { design: moduleDesign.parse(asked.body.design), isReleased: true })
    return { id: module }
  }
  await drawFirstModels({ call } as unknown as ApiClient)
  for (const { design } of known.values()) expect(moduleProblems(design)).toEqual([])
  const [machine] = machines
  if (!machine) throw new Error('a machine is drawn')
  const find = (id: ModuleModelId) => known.get(id)
  expect(lockerProblems(machine, find)).toEqual([])
  const told = composeLayout(machine, find, () => anId('cel', 1)).modules.map(({ cells }) =>
    cells.map(({ name, type, size, heightMm }) => ({ name, type, size, heightMm })),
  )
  const built = streetLocker().modules.map(({ cells }) =>
    cells.map(({ name, type, size, heightMm }) => ({ name, type, size, heightMm })),
  )
  expect(told).toEqual(built)
})
