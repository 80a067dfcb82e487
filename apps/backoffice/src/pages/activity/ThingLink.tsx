import { Anchor } from '@mantine/core'
import { Link } from '../../support/Link.tsx'
import { LockerName, OrganizationName } from '../../support/Name.tsx'
import { thingOf } from '../../support/history/deed.ts'
import { useText } from '../../text.ts'

/** The thing that something was done to: by its name where we know it, else by its kind; the id on hover. */
export function ThingLink({ id }: { id: string }) {
  const { t } = useText()
  if (id.startsWith('org_')) return <OrganizationName id={id} />
  if (id.startsWith('lck_')) return <LockerName id={id} />
  const { kind, href } = thingOf(t, id)
  return href === null ? (
    <span title={id}>{kind}</span>
  ) : (
    <Anchor component={Link} href={href} title={id}>
      {kind}
    </Anchor>
  )
}
