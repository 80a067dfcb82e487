import { Client, DatabaseError } from 'pg'

/** Runs one statement on that server, on a connection of its own. */
export async function runOn(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const INSUFFICIENT_PRIVILEGE = '42501'

/**
 * Takes a database away, and ends the sessions that are left in it. Autovacuum may be at work there, which we may not end; without
 * force PostgreSQL asks it to stop by itself.
 */
export async function dropDatabase(url: string, name: string): Promise<void> {
  try {
    await runOn(url, `drop database if exists ${name} with (force)`)
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error
    await runOn(url, `drop database if exists ${name}`)
  }
}

/** The same server and user, another database. */
export function urlOf(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}
