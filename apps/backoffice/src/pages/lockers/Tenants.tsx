import { cellsOf } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { listRentals } from '@cubby/protocol/operations/rentals/list-rentals'
import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import type { Box } from '@cubby/ui/wall/wall-geometry'
import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { isolated } from '../../support/isolate.ts'
import { Link } from '../../support/Link.tsx'
import { useOrganizations } from '../../support/list/choices.ts'
import { useText } from '../../text.ts'

/** The rentals that run at a locker now, as far as this person may know; an organization sees its own. */
export function useRunningRentals(locker: LockerReply['id']): readonly RentalReply[] {
  const forbidden = useForbidden('rentals:read')
  const query = useQuery({
    ...read(listRentals, { query: { locker, state: 'running', limit: 200 } }),
    enabled: forbidden === undefined,
  })
  return query.data?.items ?? []
}

/** The number under which the tenant of a cell stands in the list below the wall; null: everybody's. */
export function tenantNumber(rentals: readonly RentalReply[], cell: CellId): number | null {
  const place = rentals.findIndex(({ cells }) => cells.includes(cell))
  return place < 0 ? null : place + 1
}

/** A small number in the corner of a door: whose it is stands in the list. A picture, so that the door is not called by it. */
export function TenantMark({ number, box }: { number: number; box: Box }) {
  const size = Math.min(box.height * 0.55, 64)
  return (
    <g aria-hidden pointerEvents="none">
      <rect
        x={box.x + 6}
        y={box.y + 6}
        width={size * 1.1}
        height={size}
        rx={size * 0.25}
        fill="var(--c-primary)"
      />
      <foreignObject x={box.x + 6} y={box.y + 6} width={size * 1.1} height={size}>
        <div
          className="tenant-mark"
          data-number={number}
          style={{ height: size, fontSize: size * 0.7 }}
        />
      </foreignObject>
    </g>
  )
}

/** Who rents which doors, by the numbers on the wall. */
export function TenantList({
  locker,
  rentals,
}: {
  locker: LockerReply
  rentals: readonly RentalReply[]
}) {
  const { t } = useText()
  const organizations = useOrganizations()
  if (rentals.length === 0) return null
  const names = new Map<string, string>(cellsOf(locker.layout).map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => organizations.find(({ value }) => value === id)?.label ?? id
  return (
    <Stack gap={6} mt="lg">
      <Title order={3} size="h5">
        {t('rental.report.tenants')}
      </Title>
      {rentals.map(({ id, organization, cells }, i) => (
        <Group key={id} gap="xs" wrap="nowrap" align="baseline">
          <Text span className="numbers" fw={700}>
            {i + 1}
          </Text>
          <Anchor component={Link} href={to.rental(id)}>
            {nameOf(organization)}
          </Anchor>
          <Text span c="dimmed" size="sm">
            {t('rental.doors', {
              doors: isolated(cells.map((cell) => names.get(cell) ?? cell).join(', ')),
            })}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
