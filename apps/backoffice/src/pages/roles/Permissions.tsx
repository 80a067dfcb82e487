import type { Scope } from '@cubby/protocol/operation'
import { Checkbox, Stack, Text, Tooltip } from '@mantine/core'
import { useMe } from '../../session/me.ts'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import { permissionAreas } from './permission-areas.ts'

type Props = {
  chosen: readonly Scope[]
  /** Nothing may be taken away. */
  isFixed: boolean
  error: string | undefined
  onChange: (chosen: Scope[]) => void
}

/** Everything that can be allowed, by area. What one may not do oneself cannot be given. */
export function Permissions({ error, ...props }: Props) {
  return (
    <>
      {permissionAreas.map(({ area, permissions }) => (
        <Area key={area} area={area} permissions={permissions} {...props} />
      ))}
      {error && (
        <Text role="alert" c="alarm" size="sm">
          {error}
        </Text>
      )}
    </>
  )
}

type AreaProps = Omit<Props, 'error'> & (typeof permissionAreas)[number]

function Area({ area, permissions, chosen, isFixed, onChange }: AreaProps) {
  const { t } = useText()
  const { scopes } = useMe()
  const mine = permissions.filter((scope) => scopes.includes(scope))
  const given = mine.filter((scope) => chosen.includes(scope))
  const set = (some: readonly Scope[], isOn: boolean) =>
    onChange([...chosen.filter((scope) => !some.includes(scope)), ...(isOn ? some : [])])
  return (
    <FormGroup title={t(`role.area.${area}`)} why={t(`role.area.${area}.why`)}>
      <Checkbox
        label={t('role.area.all')}
        fw={600}
        checked={mine.length > 0 && given.length === mine.length}
        indeterminate={given.length > 0 && given.length < mine.length}
        disabled={isFixed || mine.length === 0}
        onChange={(event) => set(mine, event.currentTarget.checked)}
      />
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {permissions.map((scope) => (
          <li key={scope}>
            <Permission
              scope={scope}
              isOn={chosen.includes(scope)}
              isFixed={isFixed}
              beyond={mine.includes(scope) ? undefined : t('role.beyond')}
              onChange={(isOn) => set([scope], isOn)}
            />
          </li>
        ))}
      </Stack>
    </FormGroup>
  )
}

type PermissionProps = {
  scope: Scope
  isOn: boolean
  isFixed: boolean
  /** Why it cannot be given. */
  beyond: string | undefined
  onChange: (isOn: boolean) => void
}

function Permission({ scope, isOn, isFixed, beyond, onChange }: PermissionProps) {
  const { t } = useText()
  const box = (
    <Checkbox
      label={t(`permission.${scope}`)}
      description={<bdi className="ltr">{scope}</bdi>}
      checked={isOn}
      disabled={isFixed}
      aria-disabled={beyond !== undefined || undefined}
      aria-description={beyond}
      onChange={(event) => beyond === undefined && onChange(event.currentTarget.checked)}
    />
  )
  if (beyond === undefined) return box
  return (
    <Tooltip label={beyond} events={{ hover: true, focus: true, touch: true }}>
      <div style={{ opacity: 0.75 }}>{box}</div>
    </Tooltip>
  )
}
