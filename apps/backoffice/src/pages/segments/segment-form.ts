import type { SegmentCondition, SegmentRule } from '@cubby/domain/segments/segment-rule'
import type { SegmentReply } from '@cubby/protocol/operations/segments/segment-shapes'
import type { Say } from '../../text.ts'

export const conditionKinds = [
  'country',
  'city',
  'post-code',
  'time-zone',
  'name',
  'cells',
  'distance',
  'model',
] as const
export type ConditionKind = (typeof conditionKinds)[number]

/** One condition as the form shows it: words for all kinds but distance, which is a point. */
export type ConditionValues = {
  of: ConditionKind
  words: string[]
  number: number | string
  latitude: number | string
  longitude: number | string
}

/** A segment as the form shows it. */
export type SegmentValues = {
  name: string
  rank: number | string
  by: 'hand' | 'rule'
  match: 'all' | 'any'
  conditions: ConditionValues[]
}

/** What every group of its fields is given. */
export type FieldProps = {
  values: SegmentValues
  set: <Name extends keyof SegmentValues>(name: Name, value: SegmentValues[Name]) => void
  errors: Partial<Record<string, string>>
}

export const newCondition: ConditionValues = {
  of: 'country',
  words: [],
  number: '',
  latitude: '',
  longitude: '',
}

export const newSegment: SegmentValues = {
  name: '',
  rank: 0,
  by: 'rule',
  match: 'all',
  conditions: [newCondition],
}

/** What the form begins with when it changes one that exists. */
export const valuesOf = ({ name, rank, rule }: SegmentReply): SegmentValues => ({
  name,
  rank,
  by: rule === null ? 'hand' : 'rule',
  match: rule?.match ?? 'all',
  conditions: rule?.conditions.map(conditionValues) ?? [newCondition],
})

function conditionValues(condition: SegmentCondition): ConditionValues {
  const base = { ...newCondition, of: condition.of }
  switch (condition.of) {
    case 'post-code':
      return { ...base, words: condition.startsWith }
    case 'name':
      return { ...base, words: [condition.contains] }
    case 'cells':
      return { ...base, number: condition.atLeast }
    case 'distance': {
      const { withinKm, latitude, longitude } = condition
      return { ...base, number: withinKm, latitude, longitude }
    }
    default:
      return { ...base, words: condition.in }
  }
}

/** The rule that the form says; null while a condition is not whole. */
export function ruleOf({ match, conditions }: SegmentValues): SegmentRule | null {
  const read = conditions.map(conditionOf)
  return read.length > 0 && read.every((each) => each !== null) ? { match, conditions: read } : null
}

function conditionOf({ of, words, number, ...point }: ConditionValues): SegmentCondition | null {
  const given = words.map((word) => word.trim()).filter(Boolean)
  const [first] = given
  switch (of) {
    case 'name':
      return first === undefined ? null : { of, contains: first }
    case 'post-code':
      return first === undefined ? null : { of, startsWith: given }
    case 'cells':
      return isNumber(number) && number >= 1 ? { of, atLeast: Math.floor(number) } : null
    case 'distance': {
      const { latitude, longitude } = point
      return isNumber(number) && number > 0 && isNumber(latitude) && isNumber(longitude)
        ? { of, withinKm: number, latitude, longitude }
        : null
    }
    case 'model':
      return first === undefined ? null : { of, in: given as `mdl_${string}`[] }
    default:
      return first === undefined ? null : { of, in: given }
  }
}

const isNumber = (value: number | string): value is number =>
  typeof value === 'number' && Number.isFinite(value)

/** What is wrong, by field. */
export function checkSegment(t: Say, values: SegmentValues) {
  const wrong: Partial<Record<keyof SegmentValues, string>> = {}
  if (values.name.trim() === '') wrong.name = t('form.missing')
  const { rank } = values
  if (!isNumber(rank) || !Number.isInteger(rank) || rank < 0 || rank > 1_000)
    wrong.rank = t('form.range', { from: 0, to: 1_000 })
  if (values.by === 'rule' && ruleOf(values) === null)
    wrong.conditions = t('segment.rule.unfinished')
  return wrong
}

/** What is sent. */
export const bodyOf = (values: SegmentValues) => ({
  name: values.name.trim(),
  rank: Number(values.rank),
  rule: values.by === 'rule' ? ruleOf(values) : null,
})
