import { idOf } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { Pool } from 'pg'

/** What questions are asked about. Ids as the API tells them. */
export type OfficeSample = {
  customer: string
  word: string
  phone: string
  email: string
  activity: string
  thing: string
  doer: string
  at: string
}

/** Some rows from anywhere in the tables. */
export async function officeSamples(pool: Pool, chance: Prng, count: number) {
  const some = async <Row extends object>(table: string, columns: string): Promise<Row[]> => {
    const { rows } = await pool.query<Row>(
      `select ${columns} from ${table} where id is not null order by md5(id::text) limit ${count}`,
    )
    return rows
  }
  const customers = await some<{ id: string; name: string; phone: string; email: string }>(
    'customer',
    'id, name, phone, email',
  )
  const activity = await some<{ id: string; thing: string; doer: string; at: Date }>(
    'activity',
    'id, thing, doer_id as doer, at',
  )
  return Array.from({ length: count }, (): OfficeSample => {
    const customer = chance.pick(customers)
    const row = chance.pick(activity)
    return {
      customer: idOf('cst', customer.id),
      word: customer.name.slice(-8),
      phone: customer.phone,
      email: customer.email,
      activity: idOf('act', row.id),
      thing: row.thing,
      doer: idOf('key', row.doer),
      at: new Date(row.at).toISOString(),
    }
  })
}

const list = (path: string, filters: Record<string, string> = {}) =>
  `/v1/${path}?${new URLSearchParams({ limit: '50', ...filters }).toString()}`
const customers = (filters?: Record<string, string>) => list('customers', filters)
const activity = (filters?: Record<string, string>) => list('activity', filters)

/** What people look at in the back office, by what it is called in the table. */
export const officeReads: Record<string, (sample: OfficeSample) => string> = {
  customers: () => customers(),
  'customers, a page far in': ({ customer }) => customers({ after: customer }),
  'customers by name': ({ word }) => customers({ q: word }),
  'customers by a common given name': () => customers({ q: 'anna' }),
  'customers by two letters': () => customers({ q: 'ka' }),
  'customers by given and family name': ({ word }) => customers({ q: `an ${word.slice(0, 3)}` }),
  'customers by e-mail address': ({ email }) => customers({ q: email }),
  'customers by phone number': ({ phone }) => customers({ q: phone }),
  "customers by a phone number's end": ({ phone }) => customers({ q: phone.slice(-5) }),
  'customers, nobody found': ({ word }) => customers({ q: `${word}qq` }),
  'one customer': ({ customer }) => `/v1/customers/${customer}`,
  lockers: () => list('lockers'),
  'lockers by name': () => list('lockers', { sort: 'name' }),
  'lockers, searched': () => list('lockers', { q: 'Harbour' }),
  locations: () => list('locations'),
  'activity, latest': () => activity(),
  'activity, a page far in': ({ activity: after }) => activity({ after }),
  'activity of one thing': ({ thing }) => activity({ thing }),
  'activity of one doer': ({ doer }) => activity({ doer }),
  'activity of one doer, what he changed': ({ doer }) => activity({ doer, what: 'change' }),
  'activity, one operation': () => activity({ operation: 'organization.update' }),
  'activity, a rare operation': () => activity({ operation: 'staff.remove' }),
  'activity, what was deleted': () => activity({ what: 'delete' }),
  'activity, readings': () => activity({ what: 'read' }),
  'activity until a day': ({ at }) => activity({ until: at }),
  'activity of a day and a doer': ({ at, doer }) => activity({ until: at, doer }),
  'activity by words of the reason': () => activity({ q: 'reason a1' }),
  'activity by a common word': () => activity({ q: 'reason day' }),
}
