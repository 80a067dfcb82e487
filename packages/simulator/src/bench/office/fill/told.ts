import { hash, id, NUMBERS, oneOf, pick, type Rows, skewed, typedId } from './rows.ts'

const PEOPLE = 200

/** Numbered far beyond those that a server is sealing meanwhile. */
export const activity = (count: number): Rows => ({
  what: 'rows of the activity',
  count,
  statement: `
    insert into activity (id, at, operation, what, doer_kind, doer_id, address, agent, thing, about_organization, before,
      after, reason, salt, detail_hash, seq, prev_hash, hash)
    select ${id('act')}, at, operation, what, case when n % 4 = 0 then 'staff' else 'key' end,
      md5('doer' || n % ${PEOPLE})::uuid, '192.0.2.' || n % 250, 'bench',
      'shp_0' || substr(md5('thing' || n / 5), 1, 25), coalesce(firm.id, md5('org' || n % 100)::uuid),
      case when what = 'change' then '{"name":"before"}'::jsonb end, '{"name":"after","status":"announced"}',
      case when n % 20 = 0 then 'reason ' || substr(md5('why' || n), 1, 4) || ' of the day' end,
      md5('salt' || n), md5('detail' || n), 1000000000 + n, md5('hash' || n - 1), md5('hash' || n)
    from ${NUMBERS}
    left join bench_tenant firm on n % 4 = 0 and firm.nth = ${skewed('bench_tenant', 'about')}
    cross join lateral (values
      (case when n % 50 = 0 then 'organization.update' when n % 7 = 0 then 'shipment.cancel'
        when n % 10001 = 0 then 'staff.remove' else 'shipment.announce' end,
       case when n % 50 = 0 or n % 7 = 0 then 'change' when n % 10001 = 0 then 'delete'
        when n % 3 = 0 then 'read' else 'create' end)
    ) as kinds (operation, what)`,
})

export const webhooks = (count: number): Rows => ({
  what: 'webhooks',
  count,
  statement: `
    insert into webhook_endpoint (id, organization_id, url, secret_sealed, events, created_at)
    select ${id('whk')}, firm.id, 'https://hooks.example/' || n, 'sealed', '{shipment.ready}', at
    from ${NUMBERS} join bench_firm firm on firm.nth = numbered.n % 40`,
})

/** Of each shipment one to its recipient and one to its shop's endpoint; the last hundred days, and hardly one is still on its way. */
export const messages = (count: number): Rows => ({
  what: 'messages',
  count,
  statement: `
    insert into message (id, organization_id, shipment_id, kind, channel, recipient, locale, data, dedupe_key, state, attempts,
      last_error, created_at, next_attempt_at, finished_at)
    select md5('message' || n || way)::uuid, s.organization_id, s.id, 'shipment.ready', way,
      case way when 'webhook' then hook.id::text when 'sms' then s.recipient_phone else s.recipient_email end,
      'en', '{}', 'bench' || n || way, state, 1, case when state = 'dead' then 'answered 500' end, moment,
      moment + interval '10 years', case when state <> 'queued' then moment end
    from ${NUMBERS} join bench_shipment numbers on numbers.nth = numbered.n join shipment s on s.id = numbers.id
    cross join lateral (values (case when n % 2 = 0 then 'email' else 'sms' end), ('webhook')) as ways (way)
    cross join lateral (values (s.created_at + ($4::timestamptz - s.created_at) * 3 / 4,
      case when ${hash('fate', 'n || way')} % 500 = 0 then 'dead' when n % 5000 = 7 then 'queued' else 'sent' end)
    ) as fates (moment, state)
    join bench_webhook hook on hook.nth = ${skewed('bench_webhook', 'hook')}`,
})

/** How each delivery went. */
export const attempts = (count: number): Rows => ({
  what: 'calls of webhooks',
  count,
  statement: `
    insert into webhook_attempt (message_id, at, status, ms)
    select md5('message' || n || 'webhook')::uuid, at, 200, n % 90 from ${NUMBERS}`,
})

/** One in forty is a dispute; one in fifty waits for somebody. */
export const alarms = (count: number): Rows => ({
  what: 'alarms',
  count,
  statement: `
    with made as (
      insert into alarm (id, locker_id, kind, cell_id, detail, at, dedupe_key, acknowledged_at, acknowledged_by, acknowledged_by_kind)
      select ${id('alm')}, l.id, kind, cell.id,
        jsonb_build_object('journal', ${typedId('jrn')}, 'seq', n, 'stay', ${typedId('sty')}, 'problem', 'wrong'),
        at, 'bench' || n, case when n % 50 > 0 then at end, case when n % 50 > 0 then md5('doer')::uuid end,
        case when n % 50 > 0 then 'staff' end
      from ${NUMBERS} join bench_locker l on l.nth = ${oneOf('bench_locker', 'alarmed')}
      join bench_cell cell on cell.nth = ${oneOf('bench_cell', 'alarming')}
      cross join lateral (select case when n % 40 = 0 then 'stay.disputed'
        else ${pick('alarm', ['door.forced', 'door.left-open', 'door.stuck', 'cell.faulty'])} end as kind) kinds
      returning id, kind, at
    )
    insert into dispute_resolution (alarm_id, resolution, note, resolved_at, resolved_by, resolved_by_kind)
    select id, 'handed-over', 'They found it.', at, md5('doer')::uuid, 'staff' from made
    where kind = 'stay.disputed' and ${hash('resolved', 'id')} % 10 > 0`,
})
