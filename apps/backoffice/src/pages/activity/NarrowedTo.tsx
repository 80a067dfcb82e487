import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useListSearch } from '../../support/list/list-search.ts'
import { thingOf } from '../../support/history/deed.ts'
import { named, useText } from '../../text.ts'

const names = ['doer', 'thing', 'operation', 'since', 'until'] as const

/** What the address narrows the list to besides the filters, each with a way to take it away. */
export function NarrowedTo() {
  const { t } = useText()
  const { search, change } = useListSearch()
  const told = (name: (typeof names)[number], value: string) =>
    name === 'thing'
      ? thingOf(t, value).kind
      : name === 'operation'
        ? named(t, 'did', value)
        : value
  return names.flatMap((name) => {
    const value = search[name]
    if (!value) return []
    const label = t('activity.only', { what: t(`activity.only.${name}`), value: told(name, value) })
    return (
      <Button
        key={name}
        variant="light"
        color="link"
        radius="xl"
        size="sm"
        rightSection={<IconX size={16} aria-hidden />}
        title={value}
        aria-label={t('list.filter.remove', { filter: label })}
        onClick={() => change({ [name]: null })}
      >
        {label}
      </Button>
    )
  })
}
