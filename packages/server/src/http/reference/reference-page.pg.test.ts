import { testApi } from '@cubby/testing/api/test-api'
import { expect, test } from 'vitest'

test('the reference can be read in a browser that reaches nothing but this server', async () => {
  await using api = await testApi()
  const page = await api.app.inject({ url: '/docs' })
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.headers['content-security-policy']).not.toMatch(/https?:|script-src[^;]*unsafe/)
  expect(page.headers['referrer-policy']).toBe('same-origin')
  const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link = '']) => link)
  expect(links).toHaveLength(4)
  for (const url of links) {
    expect(url).toMatch(/^[/]docs[/]/)
    expect(await api.app.inject({ url })).toMatchObject({ statusCode: 200 })
  }
  expect(await api.app.inject({ url: '/docs/index.html' })).toMatchObject({ statusCode: 404 })
  expect(await api.app.inject({ url: '/docs/package.json' })).toMatchObject({ statusCode: 404 })
})
