import type { LockerSummary } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Anchor, Group, SimpleGrid, Text } from '@mantine/core'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'
import { LinkSign } from '../lockers/LinkSign.tsx'

/** The same lockers as text, for those to whom a map says nothing. */
export function PlaceList({ lockers }: { lockers: readonly LockerSummary[] }) {
  const { t } = useText()
  return (
    <Section title={t('map.places')}>
      {lockers.length === 0 ? (
        <Text c="dimmed">{t('lockers.empty')}</Text>
      ) : (
        <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} m={0} p={0}>
          {lockers.map(({ id, name, place, link }) => (
            <Group component="li" key={id} justify="space-between" wrap="nowrap">
              <div style={{ minWidth: 0 }}>
                <Anchor component={Link} href={to.locker(id)}>
                  {name}
                </Anchor>
                <Text size="sm" c="dimmed" truncate>
                  {place.name}, {place.city}
                </Text>
              </div>
              <LinkSign link={link} />
            </Group>
          ))}
        </SimpleGrid>
      )}
    </Section>
  )
}
