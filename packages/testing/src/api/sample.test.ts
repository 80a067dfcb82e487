import { allOperations } from '@cubby/protocol/operations/all'
import { describe, expect, test } from 'vitest'
import { sampleOf, schemaOf, sample } from './sample.ts'

describe.each(allOperations.map((operation) => [operation.id, operation] as const))(
  'the sample of %s',
  (_, operation) => {
    test('is what the operation takes', () => {
      const { params, query, body } = sampleOf(operation)
      expect(operation.params.safeParse(params).error).toBeUndefined()
      expect(operation.query.safeParse(query).error).toBeUndefined()
      expect(operation.body?.safeParse(body).error).toBeUndefined()
    })
    test('has one for each optional field, too', () => {
      if (operation.body === null) return
      const { properties = {} } = schemaOf(operation.body)
      const whole = Object.fromEntries(
        Object.entries(properties).map(([name, schema]) => [name, sample(schema)]),
      )
      expect(operation.body.safeParse(whole).error).toBeUndefined()
    })
  },
)
