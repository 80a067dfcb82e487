import { cellsOf } from '@cubby/domain/cells/layout'
import { uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { ImportFormat, ImportRow } from '@cubby/protocol/operations/network/import-shapes'
import { importNetwork } from '@cubby/protocol/operations/network/import-network'
import { previewImport } from '@cubby/protocol/operations/network/preview-import'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { updateLocation } from '@cubby/protocol/operations/locations/update-location'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { createSegment } from '@cubby/protocol/operations/segments/create-segment'
import { readSegment } from '@cubby/protocol/operations/segments/read-segment'
import { machinesOf } from '@cubby/testing/api/established'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { pointsFile } from '@cubby/testing/places/made-up-points'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let api: TestApi
beforeEach(async () => void (api = await testApi()))
afterEach(() => api[Symbol.asyncDispose]())

const types = { csv: 'text/csv', lines: 'application/x-ndjson', points: 'application/x-ndjson' }
const sent = (format: ImportFormat, content: string | Buffer) => ({
  query: { format },
  file: { type: types[format], bytes: Buffer.from(content as string) },
})
const preview = (format: ImportFormat, content: string | Buffer) =>
  api.call(api.operator, previewImport, sent(format, content))
const doImport = (format: ImportFormat, content: string, refused: 'stop' | 'skip' = 'stop') =>
  api.ask(api.operator, importNetwork, {
    ...sent(format, content),
    query: { format, refused },
  })
const lines = (rows: readonly Partial<ImportRow>[]) =>
  rows.map((row) => JSON.stringify(row)).join('\n')
const aRow = (over: Partial<ImportRow> = {}): ImportRow => ({
  code: 'A-1',
  name: 'Mill Lane',
  line1: 'Mill Lane 1',
  postCode: '10115',
  city: 'Berlin',
  country: 'DE',
  latitude: 52.53,
  longitude: 13.38,
  ...over,
})
const sizes = [
  { type: 'A', count: 30, height: 80, width: 380, depth: 640 },
  { type: 'C', count: 4, height: 410, width: 380, depth: 640 },
]
const large = { type: 'C', count: 4, height: 410, width: 380, depth: 640 }
const locations = async () =>
  (await api.call(api.operator, listLocations, { query: { limit: 200 } })).items

describe('lines of JSON', () => {
  test('make places and lockers, once however often they are read', async () => {
    const file = lines([
      aRow({ openingHours: 'Mo-Fr 09:00-18:00', lockers: [{ name: 'Hall', cells: sizes }] }),
      aRow({ code: 'A-2', name: 'Quay', status: 'planned' }),
    ])
    const before = await preview('lines', file)
    expect(before.counts).toEqual({ create: 2, change: 0, same: 0, refused: 0, newLockers: 1 })
    const { body } = await doImport('lines', file)
    expect(body.counts).toEqual(before.counts)
    expect((await locations()).map(({ name, status, lockers }) => [name, status, lockers])).toEqual(
      expect.arrayContaining([
        ['Mill Lane', 'open', 1],
        ['Quay', 'planned', 0],
      ]),
    )
    const { items } = await api.call(api.operator, listLockers)
    expect(items).toMatchObject([{ name: 'Hall', cells: 34 }])
    const again = await doImport('lines', file)
    expect(again.body.counts).toMatchObject({ same: 2, create: 0, change: 0, newLockers: 0 })
  })

  test('change what they name and leave the rest', async () => {
    await doImport('lines', lines([aRow({ openingHours: '24/7', directions: { en: 'Left' } })]))
    const change = lines([{ code: 'A-1', name: 'Mill Lane North' }])
    const { body } = await doImport('lines', change)
    expect(body.counts).toMatchObject({ change: 1 })
    expect(await locations()).toMatchObject([
      {
        name: 'Mill Lane North',
        openingHours: '24/7',
        directions: { en: 'Left' },
      },
    ])
  })

  test('reach segments, and machines that stand there', async () => {
    await doImport('lines', lines([aRow({ lockers: [{ name: 'Hall', cells: sizes }] })]))
    const { id: segment } = await api.call(api.operator, createSegment, {
      body: {
        name: 'Hamburg',
        rule: { match: 'all', conditions: [{ of: 'city', in: ['Hamburg'] }] },
      },
    })
    api.poked.length = 0
    await doImport('lines', lines([{ code: 'A-1', city: 'Hamburg' }]))
    const params = { segment }
    expect(await api.call(api.operator, readSegment, { params })).toMatchObject({ lockers: 1 })
    expect(api.poked).toContain('network')
    const place = await api.ctx.db
      .selectFrom('feed_item')
      .select('body')
      .where('key', '=', 'place')
      .executeTakeFirstOrThrow()
    expect(place.body).toMatchObject({ city: 'Hamburg' })
  })

  test('tell for each row what is wrong, at the field', async () => {
    const bad: [object | string, string, string][] = [
      ['{"code":"x"', 'not-json', ''],
      ['[1]', 'not-json', ''],
      ['{"code":1,"code":2}', 'not-json', ''],
      ['{"__proto__":{"name":"x"}}', 'not-json', ''],
      [`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, 'not-json', ''],
      [`{"name":"${'x'.repeat(70_000)}"}`, 'unreadable', ''],
      ['{"code":"N","latitude":NaN}', 'not-json', ''],
      [aRow({ code: 'b1', latitude: 91 }), 'out-of-range', 'latitude'],
      [aRow({ code: 'b2', latitude: null as never }), 'wrong-type', 'latitude'],
      [aRow({ code: 'b3', country: 'de' }), 'wrong-format', 'country'],
      [{ ...aRow({ code: 'b4' }), surprise: 1 }, 'unknown', 'surprise'],
      [aRow({ code: 'b5', openingHours: 'whenever' }), 'hours-not-understood', 'openingHours'],
      [aRow({ code: 'b6', timeZone: 'Mars/Olympus' }), 'not-found', 'timeZone'],
      [aRow({ code: 'b7', latitude: 0, longitude: 0 }), 'coordinates-zero', 'latitude'],
      [aRow({ code: 'b8', name: 'a\u0000b' }), 'wrong-format', 'name'],
      [{ code: 'b9', name: 'Only a name' }, 'missing', 'line1'],
      [aRow({ code: undefined }), 'missing', 'code'],
      [{ id: api.ctx.ids.mint('loc') }, 'not-found', 'id'],
      [aRow({ code: 'b10', lockers: [{ name: 'Hall' }] }), 'missing', 'lockers/0'],
      [
        aRow({ code: 'b11', lockers: [{ name: 'Hall', model: 'Nobody’s' }] }),
        'model-unknown',
        'lockers/0/model',
      ],
      [
        aRow({
          code: 'b12',
          lockers: [{ name: 'Hall', cells: [{ ...large, count: 600 }] }],
        }),
        'out-of-range',
        'lockers/0/cells/0/count',
      ],
    ]
    const file = bad
      .map(([row]) => (typeof row === 'string' ? row : JSON.stringify(row)))
      .join('\n')
    const report = await preview('lines', file)
    expect(report.counts).toMatchObject({ refused: bad.length, create: 0 })
    for (const [i, [, code, field]] of bad.entries())
      expect(report.items[i]).toMatchObject({
        row: i + 1,
        result: 'refused',
        notes: expect.arrayContaining([expect.objectContaining({ level: 'refusal', code, field })]),
      })
  })

  test('establish lockers from a model by its name, planned and with cells of their own', async () => {
    await doImport('lines', lines([aRow()]))
    const [place] = await locations()
    const machines = machinesOf(api, place?.id ?? 'loc_')
    const model = await machines.aModel('Street 10', ['CBBA'])
    await machines.aModel('Not yet', ['AAA'], false)
    const two = aRow({
      lockers: [
        { name: 'Left', model: 'street 10' },
        { name: 'Right', model: 'Street 10' },
      ],
    })
    const { body } = await doImport('lines', lines([two]))
    expect(body.counts).toMatchObject({ change: 1, newLockers: 2 })
    const rows = await api.ctx.db
      .selectFrom('locker')
      .select(['layout', 'service', 'model_id', 'model_version', 'wiring_vouched'])
      .execute()
    const made = { model_id: uuidOf(model), model_version: 1, service: 'planned' }
    expect(rows).toMatchObject([made, made])
    const cells = rows.flatMap(({ layout }) => cellsOf(layout).map(({ id }) => id))
    expect(new Set(cells).size).toBe(14)
    expect((await doImport('lines', lines([two]))).body.counts).toMatchObject({ same: 1 })
    const draft = aRow({ lockers: [{ name: 'Third', model: 'Not yet' }] })
    expect((await preview('lines', lines([draft]))).items).toMatchObject([
      { notes: [{ code: 'model-unknown', field: 'lockers/0/model' }] },
    ])
    const other = aRow({ lockers: [{ name: 'Left', cells: sizes }] })
    expect((await preview('lines', lines([other]))).items).toMatchObject([
      { notes: [{ code: 'locker-differs', field: 'lockers/0' }] },
    ])
    for (const format of ['csv', 'lines'] as const) {
      const file = await exported(format === 'csv' ? '/v1/network.csv' : '/v1/network.jsonl')
      expect((await preview(format, file)).counts).toMatchObject({ same: 1, change: 0, refused: 0 })
    }
  })

  test('tell of one place once', async () => {
    const report = await preview('lines', lines([aRow(), aRow({ name: 'Again' })]))
    expect(report.items).toMatchObject([
      { result: 'create' },
      {
        result: 'refused',
        notes: [{ code: 'duplicate-row', detail: expect.stringContaining('1') }],
      },
    ])
  })

  test('do not take the cells of a locker away that stands there', async () => {
    await doImport('lines', lines([aRow({ lockers: [{ name: 'Hall', cells: sizes }] })]))
    const other = aRow({ lockers: [{ name: 'Hall', cells: sizes.slice(1) }] })
    expect((await preview('lines', lines([other]))).items).toMatchObject([
      { result: 'refused', notes: [{ code: 'locker-differs', field: 'lockers/0' }] },
    ])
  })
})

describe('a file with a row that is refused', () => {
  const file = lines([aRow(), aRow({ code: 'A-2', latitude: 99 })])

  test('is refused whole, and nothing is half-written', async () => {
    const before = await tableDigest(api.ctx.db)
    const answer = await doImport('lines', file)
    expect(answer).toMatchObject({
      status: 422,
      body: {
        extra: { refused: 1 },
        errors: [{ pointer: '/lines/2/latitude', code: 'out-of-range' }],
      },
    })
    expect({ ...(await tableDigest(api.ctx.db)), api_key: '' }).toEqual({ ...before, api_key: '' })
  })

  test('is taken without that row when asked so', async () => {
    const { body } = await doImport('lines', file, 'skip')
    expect(body.counts).toMatchObject({ create: 1, refused: 1 })
    expect(await locations()).toHaveLength(1)
  })

  test('is only looked at by the preview', async () => {
    const before = await tableDigest(api.ctx.db)
    await preview('lines', file)
    expect({ ...(await tableDigest(api.ctx.db)), api_key: '' }).toEqual({ ...before, api_key: '' })
  })
})

describe('a table', () => {
  const header = 'code;name;line1;postCode;city;country;latitude;longitude;openingHours'
  const row = 'A-1;Mill Lane;Mill Lane 1;10115;Berlin;DE;52.53;13.38;Mo-Fr 09:00-18:00'

  test('is read with a mark, semicolons and the line ends of Windows', async () => {
    const report = await preview('csv', `\uFEFF${header}\r\n${row}\r\n`)
    expect(report.counts).toMatchObject({ create: 1 })
    expect(report.items[0]).toMatchObject({ row: 2, code: 'A-1', city: 'Berlin' })
  })

  test.each([
    ['a decimal comma', row.replace('52.53', '52,53'), 'wrong-type', 'latitude'],
    ['no number', row.replace('13.38', 'NaN'), 'wrong-type', 'longitude'],
    ['a number without an end', row.replace('13.38', '1e999'), 'wrong-type', 'longitude'],
    ['a column too few', 'A-1;Mill Lane', 'wrong-columns', ''],
    ['an open quote', 'A-1;"Mill Lane', 'unreadable', ''],
  ])('with %s says so at the row', async (_, bad, code, field) => {
    const report = await preview('csv', `${header}\n${row.replace('A-1', 'A-0')}\n${bad}`)
    expect(report.items.at(-1)).toMatchObject({
      row: 3,
      result: 'refused',
      notes: [{ level: 'refusal', code, field }],
    })
    expect(report.counts).toMatchObject({ create: 1, refused: 1 })
  })

  test.each<[string, string | Buffer, string, string]>([
    ['UTF-16', Buffer.from(`\uFEFF${header}\n${row}`, 'utf16le'), '', 'encoding'],
    [
      'Latin-1',
      Buffer.from(`${header}\n${row.replace('Mill', 'Mühle')}`, 'latin1'),
      '',
      'encoding',
    ],
    ['a NUL', `${header}\n${row}\u0000`, '', 'encoding'],
    ['an unknown column', `${header};colour\n${row};red`, '/header', 'unknown'],
    ['a column twice', `${header};name\n${row};x`, '/header', 'duplicate'],
    ['no code', 'name;city\nMill;Berlin', '/header', 'missing'],
    ['only names of columns', header, '', 'empty'],
    ['one quote', '"', '/header', 'unreadable'],
    ['nothing but a mark', '\uFEFF', '', 'empty'],
  ])('of %s is refused whole, with what to do', async (_, content, pointer, code) => {
    const answer = await api.ask(api.operator, previewImport, sent('csv', content))
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer, code }] } })
  })

  test('keeps texts that a spreadsheet would run as the texts that they are', async () => {
    const name = '=HYPERLINK("https://example.org";"x")'
    const other = "'s-Hertogenbosch"
    await doImport('lines', lines([aRow({ name }), aRow({ code: 'A-2', name: other })]))
    const csv = await exported('/v1/network.csv')
    expect(csv.toString()).toContain(`"'=HYPERLINK(""https`)
    expect((await preview('csv', csv)).counts).toMatchObject({ same: 2, change: 0 })
  })

  test('of more rows than a file may have is refused', async () => {
    const many = `code\n${'A\n'.repeat(limits.importRowsMax + 1)}`
    const answer = await api.ask(api.operator, previewImport, sent('csv', many))
    expect(answer.body).toMatchObject({ errors: [{ code: 'too-many' }] })
  })

  test('of more bytes than we read is cut off', async () => {
    const answer = await api.ask(
      api.operator,
      previewImport,
      sent('csv', Buffer.alloc(limits.importBytesMax + 1, 'a')),
    )
    expect(answer).toMatchObject({ status: 413, body: { code: 'input/too-large' } })
  })
})

const exported = async (url: string) =>
  (
    await api.app.inject({
      method: 'GET',
      url,
      headers: { authorization: `Bearer ${api.operator}` },
    })
  ).rawPayload

test.each(['csv', 'lines'] as const)(
  'what is exported as %s is the same when it comes back',
  async (format) => {
    await doImport(
      'lines',
      lines([
        aRow({
          name: 'Łódź, "Old" Mill; 1\u2028',
          line2: '-5 floors',
          openingHours: 'Mo-Fr 09:00-18:00; PH off',
          courierHours: '24/7',
          closures: [{ from: '2026-12-24T00:00:00Z', until: null, reason: 'Works, "loud"' }],
          directions: { en: 'Behind\u00a0the kiosk', de: '@ Eingang' },
          lockers: [{ name: 'Hall', cells: sizes }],
        }),
        aRow({ code: 'A-2', latitude: -33.8688, longitude: 151.2093, country: 'AU' }),
      ]),
    )
    const [one] = await locations()
    await api.call(api.operator, updateLocation, {
      params: { location: one?.id ?? 'loc_' },
      body: { code: null },
    })
    const file = await exported(format === 'csv' ? '/v1/network.csv' : '/v1/network.jsonl')
    const report = await preview(format, file)
    expect(report.codes).toEqual([])
    expect(report.counts).toEqual({ create: 0, change: 0, same: 2, refused: 0, newLockers: 0 })
  },
)

test('a feed of points is taken with each oddity explained', async () => {
  const { body: report } = await doImport('points', pointsFile(), 'skip')
  const told = Object.fromEntries(
    report.items.map(({ row, code, result, notes }) => [
      `${code} ${row}`,
      [result, ...notes.map((note) => note.code)].join(' '),
    ]),
  )
  expect(told).toEqual({
    'WAW001 1': 'create',
    'BER001 2': 'create',
    'KRK001 3': 'create',
    'KRK002 4': 'create',
    'KRK003 5': 'create hours-not-understood',
    'KRK004 6': 'create hours-contradict',
    'TST001 7': 'refused test-point coordinates-zero',
    'SEA001 8': 'refused coordinates-zero',
    'FAR001 9': 'create coordinates-elsewhere',
    'NAN001 10': 'refused wrong-type',
    'GDA001 11': 'refused post-code-missing missing',
    'GDA002 12': 'create post-code-odd',
    'GDA003 13': 'create point-closed',
    'GDA004 14': 'create point-planned',
    'GDA005 15': 'create point-removed',
    'WAW001 16': 'refused duplicate-row',
    'WAW002 17': 'create hours-odd same-spot',
    'LDZ001 18': 'create closure-not-understood closure-past',
  })
  const all = await locations()
  const hoursOf = (code: string) => all.find((each) => each.code === code)?.openingHours
  expect(['BER001', 'KRK001', 'KRK002', 'KRK003', 'WAW001'].map(hoursOf)).toEqual([
    'Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-14:00',
    'Mo-Sa 06:00-21:00',
    'Mo-Fr 09:00-19:00; Sa 08:00-14:00',
    null,
    '24/7',
  ])
  const again = await doImport('points', pointsFile(), 'skip')
  expect(again.body.counts).toMatchObject({ create: 0, change: 0, same: 13, refused: 5 })
})
