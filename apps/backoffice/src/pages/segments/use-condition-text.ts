import type { SegmentCondition } from '@cubby/domain/segments/segment-rule'
import { useReleasedModels } from '../lockers/service/use-models.ts'
import { isolated } from '../../support/isolate.ts'
import { useText } from '../../text.ts'

/** A condition as a sentence. */
export function useConditionText() {
  const { t, intl } = useText()
  const list = new Intl.ListFormat(intl, { type: 'disjunction' })
  const countries = new Intl.DisplayNames(intl, { type: 'region' })
  const { choices } = useReleasedModels()
  const nameOf = (id: string) => choices.find(({ value }) => value === id)?.label ?? id
  return (condition: SegmentCondition): string => {
    switch (condition.of) {
      case 'country':
        return t('segment.says.country', {
          values: list.format(condition.in.map((code) => countries.of(code) ?? code)),
        })
      case 'post-code':
        return t('segment.says.post-code', { values: list.format(condition.startsWith) })
      case 'name':
        return t('segment.says.name', { values: condition.contains })
      case 'cells':
        return t('segment.says.cells', { count: condition.atLeast })
      case 'distance':
        return t('segment.says.distance', {
          km: condition.withinKm,
          point: isolated(`${condition.latitude}, ${condition.longitude}`),
        })
      case 'model':
        return t('segment.says.model', {
          values: list.format(condition.in.map((id) => nameOf(id))),
        })
      default:
        return t(`segment.says.${condition.of}`, { values: list.format(condition.in) })
    }
  }
}
