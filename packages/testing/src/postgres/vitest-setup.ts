import { randomBytes } from 'node:crypto'
import { openDatabase } from '@cubby/server/db/database'
import { migrate } from '@cubby/server/db/migrate'
import { allMigrations } from '@cubby/server/db/migrations/all'
import type { TestProject } from 'vitest/node'
import { runOn, urlOf } from './admin.ts'
import { startTestInstance } from './instance.ts'

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
  const instance = process.env['TEST_DATABASE_URL']
    ? { url: process.env['TEST_DATABASE_URL'], stop: async () => {} }
    : await startTestInstance()
  const template = `cubby_template_${randomBytes(6).toString('hex')}`
  await runOn(instance.url, `create database ${template}`)
  const database = openDatabase(urlOf(instance.url, template), { max: 1 })
  await migrate(database.kysely, allMigrations)
  await database.close()
  project.provide('postgres', { url: instance.url, template })
  return async () => {
    await runOn(instance.url, `drop database if exists ${template} with (force)`)
    await instance.stop()
  }
}
