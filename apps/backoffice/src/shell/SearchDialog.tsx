import { Loader, Modal, ScrollArea, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useGo } from '../support/go.ts'
import { useText } from '../text.ts'
import { type Found, useFound } from './use-found.ts'

/** ARIA's pattern of a field over a list; there is no tag for it. */
const roles = {
  field: { role: 'combobox', 'aria-expanded': true },
  list: { role: 'listbox' },
  hit: { role: 'option' },
} as const

type Props = { isOpen: boolean; onClose: () => void }

/** Everything by one field: shipments by any number or the phone, lockers by name or place, pages and things to do. */
export function SearchDialog({ isOpen, onClose }: Props) {
  const { t } = useText()
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size="lg">
      <Modal.Overlay />
      <Modal.Content aria-label={t('search.title')}>
        <SearchField onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}

function SearchField({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const go = useGo()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), 200)
  const { found, isSearching } = useFound(wanted)
  const [mark, setMark] = useState({ at: 0, under: '' })
  // Other words, other hits: the mark is on the first of them again.
  const under = `${wanted} ${found.length}`
  const at = mark.under === under ? mark.at : 0
  const open = (hit: Found | undefined) => {
    if (!hit) return
    onClose()
    go(hit.href)
  }
  const keys = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move) {
      event.preventDefault()
      setMark({ at: (at + move + found.length) % Math.max(1, found.length), under })
    } else if (event.key === 'Enter') open(found[at])
  }
  return (
    <>
      <TextInput
        data-autofocus
        size="lg"
        variant="unstyled"
        px="md"
        {...roles.field}
        aria-controls={list}
        aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
        aria-label={t('search.title')}
        placeholder={t('search.hint')}
        leftSection={isSearching ? <Loader size="xs" /> : <IconSearch size={20} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <ScrollArea.Autosize mah={420} style={{ borderTop: '1px solid var(--c-line)' }}>
        <Stack id={list} {...roles.list} aria-label={t('search.results')} gap={0} p="xs">
          {found.map((hit, index) => (
            <Hit
              key={hit.href}
              id={`${list}-${index}`}
              hit={hit}
              isAt={index === at}
              onOpen={() => open(hit)}
            />
          ))}
        </Stack>
        {found.length === 0 && (
          <Text component="output" display="block" c="dimmed" p="md">
            {t(isSearching ? 'search.running' : 'search.nothing')}
          </Text>
        )}
      </ScrollArea.Autosize>
    </>
  )
}

type HitProps = { id: string; hit: Found; isAt: boolean; onOpen: () => void }

function Hit({ id, hit, isAt, onOpen }: HitProps) {
  const Icon = hit.icon
  return (
    <UnstyledButton
      id={id}
      {...roles.hit}
      aria-selected={isAt}
      tabIndex={-1}
      onClick={onOpen}
      px="sm"
      py="xs"
      style={{
        display: 'flex',
        gap: 12,
        alignItems: 'center',
        borderRadius: 8,
        background: isAt ? 'var(--c-link-tint)' : undefined,
      }}
    >
      <Icon size={20} aria-hidden style={{ flexShrink: 0 }} />
      <span style={{ minWidth: 0 }}>
        <Text truncate>{hit.label}</Text>
        {hit.about && (
          <Text size="sm" c="dimmed" truncate>
            {hit.about}
          </Text>
        )}
      </span>
    </UnstyledButton>
  )
}
