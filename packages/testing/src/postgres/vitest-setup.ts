import type { TestProject } from 'vitest/node'
import { freshDatabase } from './fresh-database.ts'
import { testServer } from './instance.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { url: string; template: string }
  }
}

/**
 * One PostgreSQL for the run: that of TEST_DATABASE_URL (its user may create databases), else the
 * built-in one without fsync. The schema is laid once, into a template that every test database copies.
 */
export async function setup(project: TestProject) {
  const server = await testServer()
  const template = await freshDatabase(server.url)
  project.provide('postgres', { url: server.url, template: template.name })
  return async () => {
    await template[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  }
}
