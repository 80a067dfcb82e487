import { Anchor } from '@mantine/core'
import { to } from '../paths.ts'
import { useLockerName, useOrganizationName } from './list/choices.ts'
import { Link } from './Link.tsx'

/** An organization by its name, with a link to it. */
export function OrganizationName({ id }: { id: string }) {
  const name = useOrganizationName(id)
  return (
    <Anchor component={Link} href={to.organization(id)}>
      {name ?? id}
    </Anchor>
  )
}

/** A locker by its name, with a link to it. */
export function LockerName({ id }: { id: string }) {
  const name = useLockerName(id)
  return (
    <Anchor component={Link} href={to.locker(id)}>
      {name ?? id}
    </Anchor>
  )
}
