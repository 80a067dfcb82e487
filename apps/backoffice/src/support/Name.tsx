import { Anchor } from '@mantine/core'
import { to } from '../paths.ts'
import { useLockers, useOrganizations } from './list/choices.ts'
import { Link } from './Link.tsx'

/** An organization by its name, with a link to it. */
export function OrganizationName({ id }: { id: string }) {
  const name = useOrganizations().find(({ value }) => value === id)?.label
  return (
    <Anchor component={Link} href={to.organization(id)}>
      {name ?? id}
    </Anchor>
  )
}

/** A locker by its name, with a link to it. */
export function LockerName({ id }: { id: string }) {
  const name = useLockers().find(({ value }) => value === id)?.label
  return (
    <Anchor component={Link} href={to.locker(id)}>
      {name ?? id}
    </Anchor>
  )
}
