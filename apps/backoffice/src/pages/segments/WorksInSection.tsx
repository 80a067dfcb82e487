import { kindsWorkingEverywhere } from '@cubby/domain/organizations/capabilities'
import type { SegmentId } from '@cubby/kit/ids'
import type { OrganizationReply } from '@cubby/protocol/operations/organizations/organization-shapes'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import { Anchor, Button, Group, MultiSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { Link } from '../../support/Link.tsx'
import { useSegments } from '../../support/list/choices.ts'
import { Section } from '../../support/Section.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

type Props = { organization: Pick<OrganizationReply, 'id' | 'kind' | 'worksIn'> }

/** In which segments the couriers of an organization work; everywhere when none is named. */
export function WorksInSection({ organization }: Props) {
  const { t } = useText()
  const forbidden = useForbidden('organizations:write')
  const segments = useSegments()
  const { kind, worksIn } = organization
  if (!kindsWorkingEverywhere().includes(kind)) return null
  return (
    <Section title={t('works-in.title')}>
      <Stack>
        {worksIn === null ? (
          <Text>{t('works-in.everywhere')}</Text>
        ) : (
          <Group gap="md">
            {worksIn.map((id) => (
              <Anchor key={id} component={Link} href={to.segment(id)}>
                {segments.find(({ value }) => value === id)?.label ?? id}
              </Anchor>
            ))}
          </Group>
        )}
        {forbidden === undefined && <ChangeWorksIn organization={organization} />}
      </Stack>
    </Section>
  )
}

function ChangeWorksIn({ organization: { id, worksIn } }: Props) {
  const { t } = useText()
  const segments = useSegments()
  const [chosen, setChosen] = useState<string[]>(worksIn ? [...worksIn] : [])
  const update = useAction(updateOrganization, {
    stale: ['organization.list', 'organization.read', 'activity.list'],
    done: t('segment.edit.done'),
  })
  const wanted = chosen.length === 0 ? null : (chosen as SegmentId[])
  const isSame = JSON.stringify(wanted) === JSON.stringify(worksIn)
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs">
        <MultiSelect
          style={{ flex: '1 1 280px' }}
          label={t('works-in.choose')}
          description={t('works-in.help')}
          searchable
          data={segments}
          value={chosen}
          onChange={setChosen}
          nothingFoundMessage={t('search.nothing')}
        />
        <Button
          loading={update.isRunning}
          disabled={isSame}
          onClick={() =>
            void update.run({ params: { organization: id }, body: { worksIn: wanted } })
          }
        >
          {t('dialog.save')}
        </Button>
      </Group>
      {update.error !== null && <TroubleNotice error={update.error} />}
    </Stack>
  )
}
