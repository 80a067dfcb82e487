import type { MappedLocker } from '@cubby/protocol/operations/lockers/map-lockers'
import { Anchor, Group, SimpleGrid, Text } from '@mantine/core'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'
import { LinkSign } from '../lockers/LinkSign.tsx'

/** More than anybody reads in one go; the list of lockers can be searched. */
const SHOWN = 60

/** The same lockers as text, for those to whom a map says nothing. */
export function PlaceList({ lockers }: { lockers: readonly MappedLocker[] }) {
  const { t } = useText()
  return (
    <Section title={t('map.places')}>
      {lockers.length === 0 ? (
        <Text c="dimmed">{t('lockers.empty')}</Text>
      ) : (
        <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} m={0} p={0}>
          {lockers.slice(0, SHOWN).map(({ id, name, place, city, link }) => (
            <Group component="li" key={id} justify="space-between" wrap="nowrap">
              <div style={{ minWidth: 0 }}>
                <Anchor component={Link} href={to.locker(id)}>
                  {name}
                </Anchor>
                <Text size="sm" c="dimmed" truncate>
                  {place}, {city}
                </Text>
              </div>
              <LinkSign link={link} />
            </Group>
          ))}
        </SimpleGrid>
      )}
      {lockers.length > SHOWN && (
        <Anchor component={Link} href={to.lockers()} mt="sm" display="block">
          {t('map.more', { count: lockers.length })}
        </Anchor>
      )}
    </Section>
  )
}
