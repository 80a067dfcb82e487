import { cellSpec } from '@cubby/domain/cells/layout'
import { id, text } from '@cubby/domain/shapes'
import { z } from 'zod'

export const serviceReason = text(200)

/** What a locker needs before it goes into service, in the order in which people do it. */
export const readinessChecks = ['wired', 'enrolled', 'proved'] as const
export type ReadinessCheck = (typeof readinessChecks)[number]

export const readiness = z.strictObject({
  locker: id('lck'),
  isReady: z.boolean(),
  checks: z.array(z.strictObject({ name: z.enum(readinessChecks), isDone: z.boolean() })),
})

/** A version of a locker model from which machines are built. */
export const modelVersion = { model: id('mdl'), version: z.int().min(1).max(1_000_000) }

const cellShown = cellSpec.pick({ id: true, name: true, type: true })

/** What another model would mean for the cells of a machine. */
export const remodelPreview = z.strictObject({
  /** Cells that are in both and keep what is inside; how many, and those whose door gets another name. */
  stay: z.strictObject({
    count: z.int(),
    renamed: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  }),
  /** Cells that go at once, because nothing is known to be inside. */
  leave: z.array(cellShown),
  /** Cells that go when they are empty. */
  leaveLater: z.array(cellShown),
  come: z.array(cellShown.omit({ id: true })),
  /** Rentals that are not over, of cells that leave: these must end, or go on without the cells, first. */
  rentals: z.array(
    z.strictObject({ id: id('rnt'), organization: id('org'), cells: z.array(z.string()) }),
  ),
  /** Parcels that are announced here, and for which no cell of the new layout is large enough, or allowed. */
  stranded: z.strictObject({ parcels: z.int(), shipments: z.array(id('shp')) }),
  /** New doors need wires and a test: the locker goes out of service until then. */
  goesOutOfService: z.boolean(),
})
export type RemodelPreview = z.infer<typeof remodelPreview>
