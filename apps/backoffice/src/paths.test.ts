import { describe, expect, test } from 'vitest'
import { to } from './paths.ts'
import { routes } from './routes.ts'

/** Every path of the app with `$name` where an id stands. */
const made = Object.entries(to).map(([name, path]) => {
  const parameters = (path as (...ids: string[]) => string).toString().match(/\$\{(\w+)\}/g) ?? []
  const ids = parameters.map((parameter) => `$${parameter.slice(2, -1)}`)
  return [name, (path as (...ids: string[]) => string)(...ids)] as const
})
const known = [...Object.keys(routes), '/sign-in']

describe('links', () => {
  test.each(made)('to %s lead to a page: %s', (_, path) => {
    expect(known).toContain(path)
  })

  test('exist for every page', () => {
    const paths = made.map(([, path]) => path)
    expect(known.filter((path) => !paths.includes(path))).toEqual([])
  })

  test('carry filters', () => {
    expect(to.shipments({ status: 'ready', q: '+49' })).toBe('/shipments?status=ready&q=%2B49')
  })
})
