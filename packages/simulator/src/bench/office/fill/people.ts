import { hash, id, NUMBERS, pick, type Rows, skewed } from './rows.ts'

const given = ['Anna', 'Jan', 'Maria', 'Piotr', 'Katarzyna', 'Hans', 'Seán', 'Łucja', 'Omar', 'Li', 'Eva', 'Max'] // prettier-ignore
const family = ['Nowak', 'Kowalski', 'Müller', 'Schmidt', 'O’Brien', 'Haddad', 'Wang', 'Wiśniewska', 'Meyer', 'Kim', 'Lewandowski', 'Weber', 'Zieliński', 'Fischer'] // prettier-ignore
const name = `${pick('given', given)} || ' ' || ${pick('family', family)} || substr(md5('name' || n), 1, 3)`

export const customers = (count: number): Rows => ({
  what: 'customers',
  count,
  statement: `
    insert into customer (id, name, phone, email, locale, wants_messages, wants_locker_delivery, notes,
      created_at, changed_at, active_at)
    select ${id('cst')}, ${name}, '+48' || lpad((100000000 + n * 1499)::text, 9, '0'),
      'c' || n || '@example' || n % 90 || '.org', 'pl', n % 2 = 0, n % 3 = 0, null, at, at, at
    from ${NUMBERS}`,
})

/** Shops, delivery operators and tenants. */
export const organizations = (count: number): Rows => ({
  what: 'organizations',
  count,
  statement: `
    insert into organization (id, name, kind, carriers, rules, created_at, suspended_at)
    select ${id('org')}, 'Firm ' || n, (array['shop', 'shop', 'shop', 'delivery-operator', 'tenant'])[1 + n % 5], '{}',
      (select rules from organization limit 1), at, case when n % 40 = 39 then at end
    from ${NUMBERS}`,
})

/** With the first tenant and the first shops most of them. */
export const couriers = (count: number): Rows => ({
  what: 'couriers',
  count,
  statement: `
    insert into courier (id, organization_id, name, badge_verifier, pin_verifier, valid_from, valid_until, revoked_at,
      suspended_at, created_at)
    select ${id('cur')}, firm.id, ${name}, md5('badge' || n), null, at, $4::timestamptz + interval '1 year',
      case when n % 10 = 0 then at + interval '1 day' end, case when n % 15 = 0 then at + interval '1 day' end, at
    from ${NUMBERS} join bench_tenant firm on firm.nth = ${skewed('bench_tenant', 'employer')}`,
})

export const staff = (count: number): Rows => ({
  what: 'people of the staff',
  count,
  statement: `
    insert into staff (id, name, email, role_id, reach, reach_of, created_at, updated_at)
    select ${id('stf')}, ${name}, 's' || n || '@staff.example', role.id,
      case when n % 3 = 0 then 'organization' else 'network' end,
      case when n % 3 = 0 then array[firm.id] else '{}' end, at, at
    from ${NUMBERS} join bench_tenant firm on firm.nth = ${skewed('bench_tenant', 'whose staff')}
    join role on role.built_in = case when n % 5 = 0 then 'administrator' else 'support' end`,
})

export const sessions = (count: number): Rows => ({
  what: 'sessions',
  count,
  statement: `
    insert into staff_session (id, staff_id, token, expires_at, started_at, used_at, address, user_agent, created_at, updated_at)
    select ${id('ses')}, person.id, md5('token' || n), $4::timestamptz + interval '12 hours', at, at,
      '192.0.2.' || n % 250, 'bench', at, at
    from ${NUMBERS} join bench_staff person on person.nth = ${skewed('bench_staff', 'session')}`,
})

export const keys = (count: number): Rows => ({
  what: 'keys',
  count,
  statement: `
    insert into api_key (id, organization_id, name, secret_hash, scopes, created_at, revoked_at)
    select ${id('key')}, firm.id, 'Key ' || n, md5('secret' || n), array['shipments:read'], at,
      case when ${hash('revoked')} % 4 = 0 then at + interval '1 day' end
    from ${NUMBERS} join bench_firm firm on firm.nth = ${skewed('bench_firm', 'whose key')}`,
})
