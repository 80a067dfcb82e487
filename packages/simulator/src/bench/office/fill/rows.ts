/** Rows of one kind: all come out of their number, set by set. */
export type Rows = {
  what: string
  /** How many, or where the number follows from others: once. */
  count: number
  /** $1 and $2: the first and the last number of the set; $3: how many there are in all; $4: now. */
  statement: string
}

/** Spread over two years, in order. */
export const NUMBERS = `(
  select n, $4::timestamptz - interval '2 years' * (1 - n::float8 / $3::bigint) as at
  from generate_series($1::bigint, $2::bigint) n) numbered`

/** The n-th UUIDv7 of a kind; needs `at`. */
export const id = (kind: string, n = 'n') =>
  `(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' ||
    substr(md5('${kind}' || ${n}), 1, 3) || '8' || substr(md5('${kind}' || ${n}), 4, 15))::uuid`

/** A whole number below 268 million that depends on nothing but that of the row. */
export const hash = (kind: string, n = 'n') =>
  `('x' || substr(md5('${kind}' || ${n}), 1, 7))::bit(28)::int`

/** One of some words. */
export const pick = (kind: string, words: readonly string[]) =>
  `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + ${hash(kind)} % ${words.length}]`

/**
 * The number of one of the rows of a table made by `numberedTables`: any of them, or with `skewed` the first ones more often than others.
 */
export const oneOf = (table: string, kind: string) =>
  `(${hash(kind)} % (select count(*) from ${table}))`
export const skewed = (table: string, kind: string) =>
  `floor((select count(*) from ${table}) * power(${hash(kind)} / 268435456.0, 2))::int`

/** An id as lockers write it, of nothing that there is. */
export const typedId = (prefix: string, n = 'n') =>
  `'${prefix}_0' || substr(md5('${prefix}' || ${n}), 1, 25)`
