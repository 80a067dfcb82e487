import type { ModelVersionReply } from '@cubby/protocol/operations/models/model-shapes'
import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core'
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
  /** What a version changed of the one before it. */
  compare: (version: number) => ReactNode
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
                    {item.version > 1 && <Changes>{() => compare(item.version)}</Changes>}
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

/** Worked out when somebody asks for it. */
function Changes({ children }: { children: () => ReactNode }) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
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
      {isOpen && children()}
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
