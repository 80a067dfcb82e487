import { settingNames, settingOf } from '@cubby/domain/configuration/catalogue'
import { levels } from '@cubby/domain/configuration/setting'
import { schemaOfSetting, type SettingSchema } from '@cubby/domain/configuration/setting-schema'

/** The catalogue of settings as a page of the reference. */
export function settingsPage(): string {
  const rows = settingNames.map((name) => {
    const { otherwise, levels: settable, unit, summary } = settingOf(name)
    const values = valuesOf(schemaOfSetting(name))
    const lowest = settable.at(-1) ?? 'network'
    const standard = Array.isArray(otherwise) ? otherwise.join(', ') || 'none' : String(otherwise)
    return `| \`${name}\` | ${summary} | ${values}${unit ? `, ${unit}` : ''} | ${standard} | ${lowest} |`
  })
  return `# Settings

What can be configured, at which levels, and within which bounds. Levels from the least to the most specific: ${levels.join(', ')};
a setting may be set from the network down to the level named. How to work with them: [Configure a
network](../guides/configure-a-network.md). Made by \`node scripts/generate-reference.ts\`; do not edit.

| setting | what it is | values | standard | down to |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

/** The values of a setting in a few words. */
function valuesOf({
  type,
  minimum,
  maximum,
  enum: choices,
  anyOf,
  items,
  maxItems,
}: SettingSchema): string {
  if (anyOf) return anyOf.map(valuesOf).join(' or ')
  if (choices) return choices.map(String).join(', ')
  if (type === 'integer' && minimum !== undefined) return `${minimum} to ${maximum}`
  if (type === 'boolean') return 'true or false'
  if (type === 'null') return 'null'
  if (type === 'array') {
    const of = items?.enum ? `some of ${valuesOf(items)}` : 'a list'
    return maxItems === undefined ? of : `${of}, at most ${maxItems}`
  }
  return type === 'object' ? 'see the API' : 'an id'
}
