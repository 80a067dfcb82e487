import { readConfiguration } from '@cubby/protocol/operations/configuration/read-configuration'
import type {
  ToldConfiguration,
  ToldSetting,
} from '@cubby/protocol/operations/configuration/configuration-shapes'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { type Group, groupNames, groups } from './groups.ts'
import type { Place } from './level.ts'
import { SettingDrawer } from './SettingDrawer.tsx'
import { SettingList } from './SettingList.tsx'

/** What a level is configured as. */
export const configurationQuery = ({ of, cell }: Place) =>
  read(readConfiguration, { params: { of }, query: cell ? { cell } : {} })

/** Everything that can be set at a level: each value, where it comes from, who says otherwise further down, and the way to change it. */
export function Settings({ place }: { place: Place }) {
  const query = useQuery(configurationQuery(place))
  return (
    <Shown query={query} lines={10}>
      {(configuration) => <Groups configuration={configuration} />}
    </Shown>
  )
}

function Groups({ configuration }: { configuration: ToldConfiguration }) {
  const { t } = useText()
  const [changed, setChanged] = useState<ToldSetting | null>(null)
  const { timeZone } = configuration
  const of = (group: Group) =>
    groups[group].flatMap(
      (name) => configuration.settings.find((setting) => setting.name === name) ?? [],
    )
  return (
    <Stack gap="lg">
      {groupNames
        .filter((group) => of(group).length > 0)
        .map((group) => (
          <Section key={group} title={t(`configuration.group.${group}`)}>
            <SettingList
              label={t(`configuration.group.${group}`)}
              place={configuration}
              settings={of(group)}
              onChange={setChanged}
            />
            {group === 'deposits' && (
              <Text size="sm" c="dimmed" mt="sm">
                {timeZone
                  ? t('configuration.clock', { zone: timeZone })
                  : t('configuration.clock.many')}
              </Text>
            )}
          </Section>
        ))}
      <SettingDrawer
        configuration={configuration}
        setting={changed}
        onClose={() => setChanged(null)}
      />
    </Stack>
  )
}
