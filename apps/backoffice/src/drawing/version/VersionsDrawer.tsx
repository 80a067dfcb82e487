import type { ModelVersionReply } from '@cubby/protocol/operations/models/model-shapes'
import { Anchor, Button, Drawer, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useQuery, type UseQueryOptions } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useFormat } from '../../support/format.ts'
import { Link } from '../../support/Link.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { ModelState } from './ModelState.tsx'

type Props = {
  isOpen: boolean
  onClose: () => void
  source: UseQueryOptions<{ items: ModelVersionReply[] }>
  /** The version that is shown now. */
  now: number
  hrefOf: (version: number) => string
  /** What is otherwise in the later of two versions. */
  compare: (earlier: number, later: number) => ReactNode
}

/** Every version of a model: who saved it and when, what was said of it, whether it may be built. */
export function VersionsDrawer({ isOpen, onClose, source, now, hrefOf, compare }: Props) {
  const { t } = useText()
  const query = useQuery({ ...source, enabled: isOpen })
  return (
    <Drawer opened={isOpen} onClose={onClose} position="right" title={t('model.versions')}>
      <Stack>
        <Text c="dimmed">{t('model.versions.help')}</Text>
        {isOpen && (
          <Shown query={query}>
            {({ items }) => (
              <Stack component="ol" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
                {items.map((item) => (
                  <li key={item.version} className="card" style={{ padding: 12 }}>
                    <Version
                      item={item}
                      isNow={item.version === now}
                      href={hrefOf(item.version)}
                      onOpen={onClose}
                    />
                    {item.version > 1 && (
                      <Changes
                        version={item.version}
                        earlier={items.flatMap(({ version }) =>
                          version < item.version ? [version] : [],
                        )}
                        compare={compare}
                      />
                    )}
                  </li>
                ))}
              </Stack>
            )}
          </Shown>
        )}
      </Stack>
    </Drawer>
  )
}

type ChangesProps = Pick<Props, 'compare'> & { version: number; earlier: readonly number[] }

/** Beside the version before it, or any earlier one that somebody chooses. Worked out when somebody asks for it. */
function Changes({ version, earlier, compare }: ChangesProps) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState(version - 1)
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        px={0}
        mt={4}
        aria-expanded={isOpen}
        rightSection={
          isOpen ? (
            <IconChevronUp size={16} aria-hidden />
          ) : (
            <IconChevronDown size={16} aria-hidden />
          )
        }
        onClick={() => setOpen(!isOpen)}
      >
        {t('model.compare')}
      </Button>
      {isOpen && (
        <Stack gap="xs">
          {earlier.length > 1 && (
            <NativeSelect
              size="xs"
              maw={220}
              label={t('model.compare.with')}
              data={earlier.map((each) => ({
                value: String(each),
                label: t('model.version.of', { version: each }),
              }))}
              value={String(chosen)}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
            />
          )}
          {compare(chosen, version)}
        </Stack>
      )}
    </>
  )
}

type VersionProps = { item: ModelVersionReply; isNow: boolean; href: string; onOpen: () => void }

function Version({ item, isNow, href, onOpen }: VersionProps) {
  const { t } = useText()
  const { moment } = useFormat()
  const by = (name: string | null | undefined, at: string) =>
    t('model.versions.made', { name: name ?? t('model.versions.unknown'), when: moment(at) })
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text fw={600}>{t('model.version.of', { version: item.version })}</Text>
        <ModelState isReleased={item.releasedAt !== null} />
      </Group>
      {item.note && <Text>{item.note}</Text>}
      <Text size="sm" c="dimmed">
        {by(item.madeBy.name, item.madeAt)}
      </Text>
      {item.releasedAt && (
        <Text size="sm" c="dimmed">
          {t('model.state.released')}: {by(item.releasedBy?.name, item.releasedAt)}
        </Text>
      )}
      {isNow ? (
        <Text size="sm" fw={600}>
          {t('model.versions.now')}
        </Text>
      ) : (
        <Anchor component={Link} href={href} size="sm" onClick={onOpen}>
          {t('model.versions.open')}
        </Anchor>
      )}
    </Stack>
  )
}
