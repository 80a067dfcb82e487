type Minutes = { start: number; end: number }[]
type Point = Record<string, unknown>

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
const week = (onWeekdays: Minutes, saturday: Minutes, sunday: Minutes) => ({
  ...Object.fromEntries(weekdays.map((day) => [day, onWeekdays])),
  saturday,
  sunday,
})

const point = (over: Point): Point => ({
  name: 'XX000',
  country: 'PL',
  type: ['parcel_locker'],
  status: 'Operating',
  lat: 52.2297,
  lon: 21.0122,
  line1: 'Zmyślona 1',
  line2: '00-001 Warszawa',
  city: 'Warszawa',
  province: 'mazowieckie',
  post_code: '00-001',
  description: null,
  opening_hours: '24/7',
  hours: null,
  location_247: true,
  functions: ['parcel_collect'],
  unavailability: [],
  ...over,
})

/**
 * A feed of pick-up points that nobody runs, with the oddities that real ones have. Each says in `why` (which no feed has, and which is
 * passed over) what is odd about it.
 */
export const madeUpPoints: readonly Point[] = [
  point({ name: 'WAW001', why: 'nothing', description: 'Przy bramie' }),
  point({
    name: 'BER001',
    why: 'hours by weekday',
    country: 'DE',
    type: ['pok', 'pop'],
    lat: 52.52,
    lon: 13.405,
    line1: 'Erdachte Straße 7',
    city: 'Berlin',
    post_code: '10115',
    opening_hours: null,
    location_247: false,
    hours: week([{ start: 540, end: 780 }, { start: 840, end: 1_080 }], [{ start: 600, end: 840 }], []), // prettier-ignore
  }),
  point({
    name: 'KRK001',
    why: 'hours twice, in both forms',
    lat: 50.0614,
    lon: 19.9383,
    city: 'Kraków',
    post_code: '30-001',
    opening_hours: 'PN-SB 06-21',
    location_247: false,
    hours: week([{ start: 360, end: 1_260 }], [{ start: 360, end: 1_260 }], []),
  }),
  point({
    name: 'KRK002',
    why: 'hours as words only',
    lat: 50.0624,
    lon: 19.9393,
    city: 'Kraków',
    post_code: '30-002',
    opening_hours: 'L/Ma/Me/J/V 9-19,S 8-14',
    location_247: false,
  }),
  point({
    name: 'KRK003',
    why: 'words that nobody understands',
    lat: 50.0634,
    lon: 19.9403,
    city: 'Kraków',
    post_code: '30-003',
    opening_hours: 'ask at the till',
    location_247: false,
  }),
  point({
    name: 'KRK004',
    why: 'words against numbers',
    lat: 50.0644,
    lon: 19.9413,
    city: 'Kraków',
    post_code: '30-004',
    opening_hours: 'PN-PT 08-18',
    location_247: false,
    hours: week([{ start: 540, end: 1_080 }], [], []),
  }),
  point({ name: 'TST001', why: 'a test at 0, 0', city: 'TEST', province: 'test', lat: 0, lon: 0 }),
  point({ name: 'SEA001', why: 'nobody has told where', lat: 0, lon: 0, line1: 'Morska 2' }),
  point({ name: 'FAR001', why: 'in another country', lat: 48.8566, lon: 2.3522 }),
  point({ name: 'NAN001', why: 'no number', lat: 'NaN', lon: 20.1 }),
  point({ name: 'GDA001', why: 'no post code', lat: 54.35, lon: 18.65, post_code: null }),
  point({ name: 'GDA002', why: 'an odd post code', lat: 54.36, lon: 18.66, post_code: '80001' }),
  point({ name: 'GDA003', why: 'closed', lat: 54.37, lon: 18.67, status: 'Disabled' }),
  point({ name: 'GDA004', why: 'not open yet', lat: 54.38, lon: 18.68, status: 'Created' }),
  point({ name: 'GDA005', why: 'taken down', lat: 54.39, lon: 18.69, status: 'Removed' }),
  point({ name: 'WAW001', why: 'told twice', lat: 52.23, lon: 21.02 }),
  point({ name: 'WAW002', why: 'at the spot of another', opening_hours: '24//7' }),
  point({
    name: 'LDZ001',
    why: 'shut for a while, and was before',
    lat: 51.77,
    lon: 19.46,
    unavailability: [
      { start_time: '2020-12-05T23:00:00Z', end_time: '2021-01-01T22:59:00Z' },
      { start_time: '2026-03-05T00:00:00Z', end_time: '2090-01-01T22:59:00Z' },
      { start_time: 'soon', end_time: null },
    ],
  }),
]

/** The same as the file that a network would publish. */
export const pointsFile = (points: readonly Point[] = madeUpPoints): string =>
  points.map((each) => `${JSON.stringify(each)}\n`).join('')
