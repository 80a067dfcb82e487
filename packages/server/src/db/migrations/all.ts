import type { Migration } from '../migrate.ts'
import { feed } from './0001-feed.ts'

/** The way to today's schema, in order. A step that has shipped is never edited. */
export const allMigrations: readonly Migration[] = [feed]
