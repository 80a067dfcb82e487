import { hash, id, NUMBERS, oneOf, pick, type Rows, skewed, typedId } from './rows.ts'

const EPOCH_MS = '(extract(epoch from at) * 1000)::bigint'

/** What a hundred lockers have told, the same number of entries each. */
export const entries = (count: number, lockers: number): Rows => ({
  what: 'entries of journals',
  count,
  statement: `
    insert into entry (locker_id, journal_id, seq, at, boot, mono, synced, type, body, hash, received_at)
    select l.id, l.id, n / ${lockers} + 1, ${EPOCH_MS}, 'bench', n, true, type,
      jsonb_build_object('type', type, 'cell', cell.typed, 'side', 'front',
        'session', case when n % 3 = 0 then ${typedId('ses')} end, 'stay', case when n % 2 = 0 then ${typedId('sty', 'n / 4')} end),
      md5('entry' || n), at
    from ${NUMBERS} join bench_locker l on l.nth = numbered.n % ${lockers}
    join bench_cell cell on cell.nth = ${oneOf('bench_cell', 'touched')}
    cross join lateral (select ${pick('type', ['door.opened', 'door.closed', 'stay.deposited', 'stay.collected', 'session.started', 'device.fault'])} as type) kinds`,
})

export const journals = (count: number, each: number): Rows => ({
  what: 'journals',
  count,
  statement: `
    insert into journal (locker_id, journal_id, received_through, applied_through, last_hash, ladder, created_at)
    select l.id, l.id, ${each}, ${each}, '', '{}', at from ${NUMBERS} join bench_locker l on l.nth = numbered.n`,
})

/** Every cell of every locker; a third of them holds something. */
export const cells = (count: number): Rows => ({
  what: 'cells as lockers have told of them',
  count,
  statement: `
    insert into cell_mirror (locker_id, cell_id, state)
    select l.id, cell.id, jsonb_build_object('doors', jsonb_build_object('front',
        jsonb_build_object('door', 'closed', 'since', ${EPOCH_MS}, 'cause', null, 'leftOpenTold', false)),
      'use', case when ${hash('held')} % 3 = 0 then jsonb_build_object('kind', 'occupied', 'stay', ${typedId('sty')})
        else '{"kind":"free"}' end,
      'service', case when n % 97 = 0 then '{"kind":"blocked","reason":"cleaning"}'::jsonb else '{"kind":"ok"}' end,
      'touchedSeq', 1)
    from ${NUMBERS} join bench_locker l on l.nth = numbered.n / (select count(*) from bench_cell)
    join bench_cell cell on cell.nth = numbered.n % (select count(*) from bench_cell)`,
})

/** One in six is inside still. */
export const stays = (count: number): Rows => ({
  what: 'stays',
  count,
  statement: `
    insert into stay_mirror (id, locker_id, cell_id, phase, state)
    select ${id('sty')}, l.id, cell.id, case when n % 6 = 0 then 'stored' else 'collected' end,
      jsonb_build_object('id', ${typedId('sty')}, 'cell', cell.typed, 'organization', firm.typed, 'courier', null, 'shipment', null,
        'purpose', 'delivery', 'items', '[]'::jsonb, 'allocatedAt', ${EPOCH_MS}, 'storedAt', ${EPOCH_MS}, 'dueAt', null,
        'endedAt', case when n % 6 > 0 then ${EPOCH_MS} + 86400000 end)
    from ${NUMBERS} join bench_locker l on l.nth = ${oneOf('bench_locker', 'where')}
    join bench_cell cell on cell.nth = ${oneOf('bench_cell', 'which')}
    join bench_tenant firm on firm.nth = ${skewed('bench_tenant', 'whose stay')}`,
})

const setting = (name: string, value: string, cell = 'null') =>
  `jsonb_build_object('name', '${name}', 'value', ${value}, 'cell', ${cell}, 'from', null, 'until', null,
    'setAt', 1700000000000, 'reason', 'as agreed')`
const door = (nth: number) => `(select typed from bench_cell where nth = ${nth})`

/** Every locker says something of its own, and of three of its cells. */
export const configurationOfLockers = (count: number): Rows => ({
  what: 'lockers with settings of their own',
  count,
  statement: `
    insert into configuration (level, locker_id, version, settings, changed_at)
    select l.typed, l.id, 1, jsonb_build_array(${setting('screen.theme', `'dark'`)},
      ${setting('screen.idle-end-seconds', `90 + n % 60`)},
      ${setting('cell.enabled', 'false', door(0))}, ${setting('cell.enabled', 'true', door(1))},
      ${setting('cell.purposes', `'["storage"]'::jsonb`, door(2))}), at
    from ${NUMBERS} join bench_locker l on l.nth = numbered.n`,
})

export const configurationOfSegments = (count: number): Rows => ({
  what: 'segments with settings of their own',
  count,
  statement: `
    insert into configuration (level, segment_id, version, settings, changed_at)
    select s.typed, s.id, 1, jsonb_build_array(${setting('screen.theme', `'light'`)}, ${setting('cell.enabled', 'true')}), at
    from ${NUMBERS} join bench_segment s on s.nth = numbered.n`,
})
