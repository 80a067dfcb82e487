import { type Kysely, sql } from 'kysely'
import type { Db } from '@cubby/server/db/tables'

/** A fingerprint of every row of every table of ours: equal before and after means that nothing was changed. */
export async function tableDigest(db: Kysely<Db>): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db)
  const digests = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql<{ digest: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(row.text, '' order by row.text)), '') as digest
        from (select ${sql.ref(name)}::text as text from ${sql.table(name)}) row`.execute(db)
      return [name, rows[0]?.digest ?? ''] as const
    }),
  )
  return Object.fromEntries(digests)
}

/** Every row of a table as text: what must not stand in it is looked for there. */
export async function textOfTable(db: Kysely<Db>, table: keyof Db): Promise<string> {
  const { rows } = await sql<{ text: string | null }>`
    select string_agg(row.text, E'\\n') as text
    from (select ${sql.ref(table)}::text as text from ${sql.table(table)}) row`.execute(db)
  return rows[0]?.text ?? ''
}
