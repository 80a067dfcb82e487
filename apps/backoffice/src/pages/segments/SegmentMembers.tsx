import type { LockerId } from '@cubby/kit/ids'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import type { LockerSummary } from '@cubby/protocol/operations/lockers/locker-shapes'
import { changeMembers } from '@cubby/protocol/operations/segments/change-members'
import type { SegmentReply } from '@cubby/protocol/operations/segments/segment-shapes'
import { ActionIcon, Anchor, Button, Group, MultiSelect, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { Link } from '../../support/Link.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

const SHOWN = 50
const membersQuery = (segment: SegmentReply['id']) =>
  read(listLockers, { query: { segment, sort: 'name', limit: SHOWN } })

/** The lockers of a segment; those that were chosen by hand can be taken out and added to. */
export function SegmentMembers({ segment }: { segment: SegmentReply }) {
  const { t } = useText()
  const { id, rule, lockers } = segment
  const query = useQuery(membersQuery(id))
  const forbidden = useForbidden('network:write')
  const change = useAction(changeMembers, {
    stale: ['segment.read', 'segment.list', 'locker.list'],
  })
  const isByHand = rule === null && forbidden === undefined
  return (
    <Section
      title={t('lockers.title')}
      tools={
        <Anchor component={Link} href={to.lockers({ segment: id })}>
          {t('segment.members.all')}
        </Anchor>
      }
    >
      <Stack>
        {isByHand && (
          <AddMembers
            isRunning={change.isRunning}
            onAdd={(add) => change.run({ params: { segment: id }, body: { add } })}
          />
        )}
        {change.error !== null && <TroubleNotice error={change.error} />}
        <Shown query={query}>
          {({ items }) => (
            <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {items.length === 0 && <Text c="dimmed">{t('segment.members.none')}</Text>}
              {items.map((locker) => (
                <Member
                  key={locker.id}
                  locker={locker}
                  onRemove={
                    isByHand
                      ? () =>
                          void change.run({
                            params: { segment: id },
                            body: { remove: [locker.id] },
                          })
                      : null
                  }
                />
              ))}
              {lockers > items.length && (
                <Text size="sm" c="dimmed">
                  {t('segment.preview.more', { count: lockers - items.length })}
                </Text>
              )}
            </Stack>
          )}
        </Shown>
      </Stack>
    </Section>
  )
}

type MemberProps = { locker: LockerSummary; onRemove: (() => void) | null }

function Member({ locker: { id, name, place }, onRemove }: MemberProps) {
  const { t } = useText()
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Anchor component={Link} href={to.locker(id)}>
          {name}
        </Anchor>
        <Text size="sm" c="dimmed" truncate>
          {place.name}, {place.city}
        </Text>
      </div>
      {onRemove && (
        <ActionIcon
          size={36}
          variant="default"
          aria-label={t('segment.members.remove', { name })}
          onClick={onRemove}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}

type AddProps = { isRunning: boolean; onAdd: (lockers: LockerId[]) => Promise<unknown> }

function AddMembers({ isRunning, onAdd }: AddProps) {
  const { t } = useText()
  const [chosen, setChosen] = useState<string[]>([])
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 300)
  const { data } = useQuery(
    read(listLockers, { query: { sort: 'name', limit: 50, ...(q.length >= 2 ? { q } : {}) } }),
  )
  const [known, setKnown] = useState<Record<string, string>>({})
  const found = (data?.items ?? []).map(({ id, name, place }) => ({
    value: id,
    label: `${name} · ${place.name}, ${place.city}`,
  }))
  const kept = chosen
    .filter((id) => found.every(({ value }) => value !== id))
    .map((id) => ({ value: id, label: known[id] ?? id }))
  const choose = (ids: string[]) => {
    setKnown({ ...known, ...Object.fromEntries(found.map(({ value, label }) => [value, label])) })
    setChosen(ids)
  }
  return (
    <Group align="flex-end" gap="xs">
      <MultiSelect
        style={{ flex: '1 1 280px' }}
        label={t('segment.members.add')}
        description={t('segment.members.add.help')}
        searchable
        data={[...kept, ...found]}
        value={chosen}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={choose}
        filter={({ options }) => options}
        nothingFoundMessage={t('search.nothing')}
      />
      <Button
        loading={isRunning}
        disabled={chosen.length === 0}
        onClick={() => void onAdd(chosen as LockerId[]).then((told) => told && setChosen([]))}
      >
        {t('segments.new.submit')}
      </Button>
    </Group>
  )
}
