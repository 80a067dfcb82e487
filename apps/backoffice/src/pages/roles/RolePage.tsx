import { readRole } from '@cubby/protocol/operations/roles/read-role'
import { removeRole } from '@cubby/protocol/operations/roles/remove-role'
import type { RoleReply } from '@cubby/protocol/operations/roles/role-shapes'
import { updateRole } from '@cubby/protocol/operations/roles/update-role'
import type { RoleId } from '@cubby/kit/ids'
import { Anchor, Stack, Text } from '@mantine/core'
import { IconCheck, IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { roleName } from '../../session/role-name.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { DetailPage } from '../../support/DetailPage.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { useGo } from '../../support/go.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Link } from '../../support/Link.tsx'
import { Moment } from '../../support/Moment.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { permissionAreas } from './permission-areas.ts'

/** One role: what it allows, and who has it. */
export function RolePage() {
  const role = useIdInAddress<RoleId>('role')
  const query = useQuery(read(readRole, { params: { role } }))
  return <Shown query={query}>{(data) => <Detail role={data} />}</Shown>
}

function Detail({ role }: { role: RoleReply }) {
  const { t } = useText()
  return (
    <DetailPage
      title={roleName(t, role)}
      {...(role.description === null ? {} : { help: role.description })}
      crumbs={[{ label: t('roles.title'), href: to.roles() }]}
      facts={[
        {
          label: t('role.people'),
          value: (
            <Anchor component={Link} href={to.staff({ role: role.id })}>
              {role.people}
            </Anchor>
          ),
        },
        {
          label: t('role.second-factor.short'),
          value: t(role.requiresSecondFactor ? 'page.yes' : 'page.no'),
        },
        { label: t('role.built-in'), value: t(role.builtIn === null ? 'page.no' : 'page.yes') },
        { label: t('staff.since'), value: <Moment at={role.createdAt} /> },
      ]}
      side={<Actions role={role} />}
    >
      <Allowed role={role} />
    </DetailPage>
  )
}

/** What is allowed, in sentences. */
function Allowed({ role }: { role: RoleReply }) {
  const { t } = useText()
  const given = permissionAreas
    .map(({ area, permissions }) => ({
      area,
      permissions: permissions.filter((scope) => role.permissions.includes(scope)),
    }))
    .filter(({ permissions }) => permissions.length > 0)
  return given.map(({ area, permissions }) => (
    <Section key={area} title={t(`role.area.${area}`)}>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {permissions.map((scope) => (
          <li key={scope} style={{ display: 'flex', gap: 8 }}>
            <IconCheck size={20} aria-hidden style={{ flex: 'none' }} color="var(--c-done)" />
            <Text>{t(`permission.${scope}`)}</Text>
          </li>
        ))}
      </Stack>
    </Section>
  ))
}

function Actions({ role }: { role: RoleReply }) {
  const { t } = useText()
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const mayUpdate = useForbidden(updateRole)
  const mayRemove = useForbidden(removeRole)
  const remove = useAction(removeRole, {
    stale: ['role.list'],
    done: t('role.removed'),
    onDone: () => go(to.roles(), { replace: true }),
  })
  const isBuiltIn = role.builtIn === null ? undefined : t('role.remove.built-in')
  const isInUse = role.people === 0 ? undefined : t('role.remove.in-use')
  return (
    <>
      <ActionButton
        leftSection={<IconPencil size={18} aria-hidden />}
        disabledReason={mayUpdate}
        onClick={() => go(to.editRole(role.id))}
      >
        {t('role.edit')}
      </ActionButton>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconTrash size={18} aria-hidden />}
        disabledReason={mayRemove ?? isBuiltIn ?? isInUse}
        onClick={() => setAsking(true)}
      >
        {t('role.remove')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('role.remove')}
        consequence={t('role.remove.consequence', { name: role.name })}
        confirm={t('role.remove')}
        isRunning={remove.isRunning}
        error={remove.error}
        onConfirm={() => void remove.run({ params: { role: role.id } })}
      />
    </>
  )
}
