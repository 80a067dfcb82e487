/** What stands behind a GS1 application identifier: how long its value is, and of what. */
export type ElementRule = {
  /** Two to four digits. */
  identifier: string
  least: number
  most: number
  /** Digits only, or any character of GS1's set of 82. */
  digits: boolean
  /** The value ends with a check digit of GS1 (mod 10), or begins with a number that does, of so many digits. */
  checked: number | null
  /** No separator follows: the length is known by the first two digits of the identifier alone. */
  isPredefined: boolean
}

/**
 * The identifiers of the GS1 General Specifications, by what stands behind them. `n14` fourteen digits, `n..8` up to eight, `x..20` up to twenty
 * characters, `n3+9` three to twelve digits, `n13x17` thirteen digits and up to seventeen characters; `!` with a check digit.
 * A star stands for any digit, as with the place of the decimal point.
 */
const identifiersBy: Readonly<Record<string, string>> = {
  'n18!': '00 8017 8018 8026:n18',
  'n14!': '01 02 03',
  n6: '11 12 13 15 16 17 31** 32** 33** 34** 35** 36** 395* 7006 8005 242:n..6',
  n2: '20 7241',
  'x..20':
    '10 21 22 243 254 420 4318 7005:x..12 7020 7021 7022 710 711 712 713 714 715 716 7240 8002 8012',
  'x..28': '235',
  'x..30':
    '240 241 250 251 400 401 403 4308 4319 7002 7023 723* 8004 8010 90 7009:x..10 7040:x4 7041:x..4',
  'n13!': '410 411 412 413 414 415 416 417',
  'n13x17!': '253',
  'n13+12!': '255',
  'n..8': '30 37',
  'n..15': '390* 392*',
  'n3+15': '391* 393*',
  n4: '394* 7004:n..4 8111',
  'n17!': '402',
  n3x9: '421',
  n3: '422 424 426',
  'n3+12': '423 425',
  'x..35': '4300 4301 4310 4311 4320',
  'x..70': '4302 4303 4304 4305 4306 4312 4313 4314 4315 4316 8110 8112 8200',
  x2: '4307 4317 7010:x..2',
  n1: '4321 4322 4323',
  n10: '4324 4325 7003 8019:n..10',
  n20: '4309',
  n6x1: '4326:n6 4330 4331 4332 4333',
  n13: '7001',
  'n6+6': '7007',
  'n6+4': '7011',
  n3x27: '703*',
  'x..3': '427 7008',
  'x..25': '7242 8013 8020',
  'n14x16!': '8003',
  n14: '8001',
  n18: '8006',
  'x..34': '8007',
  'n8+4': '8008',
  'x..50': '8009',
  'n..12': '8011',
  'x..90': '8030 91 92 93 94 95 96 97 98 99',
}

/** Fixed for ever by the specification, whatever identifiers are added later. */
const predefined = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/

const rules = new Map<string, ElementRule>()
for (const [form, identifiers] of Object.entries(identifiersBy))
  for (const entry of identifiers.split(' ')) {
    const [pattern = '', own] = entry.split(':')
    for (const identifier of eachOf(pattern)) rules.set(identifier, ruleOf(identifier, own ?? form))
  }

/** The rule of the identifier that a text begins with; undefined when none does. No identifier is the beginning of another. */
export function ruleAt(text: string, at = 0): ElementRule | undefined {
  for (const length of [2, 3, 4]) {
    const rule = rules.get(text.slice(at, at + length))
    if (rule) return rule
  }
  return undefined
}

export const allIdentifiers = (): ElementRule[] => [...rules.values()]

function eachOf(pattern: string): string[] {
  if (!pattern.includes('*')) return [pattern]
  return Array.from({ length: 10 }, (_, digit) => pattern.replace('*', String(digit))).flatMap(
    eachOf,
  )
}

function ruleOf(identifier: string, form: string): ElementRule {
  const [, kind = '', upTo, first = '0', more, rest = '0'] =
    /^([nx])(\.\.)?(\d+)(?:([+x])(\d+))?!?$/.exec(form) ?? []
  const least = upTo ? 1 : Number(first)
  return {
    identifier,
    least,
    most: Number(first) + Number(rest),
    digits: kind === 'n' && more !== 'x',
    checked: form.endsWith('!') ? Number(first) : null,
    isPredefined: predefined.test(identifier),
  }
}
