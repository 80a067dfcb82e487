import type { LockerId } from '@cubby/kit/ids'
import type { RemodelPreview } from '@cubby/protocol/operations/service/service-shapes'
import { Alert, Anchor, Checkbox, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCalendarDollar } from '@tabler/icons-react'
import { to } from '../../../paths.ts'
import { Link } from '../../../support/Link.tsx'
import { OrganizationName } from '../../../support/Name.tsx'
import { useText } from '../../../text.ts'

type Props = {
  locker: LockerId
  preview: RemodelPreview
  strandsParcels: boolean
  onStrand: (isMeant: boolean) => void
}

/** Who would be left with nothing: tenants, who come first, and parcels, which somebody may give up knowingly. */
export function Stranded({ locker, preview, strandsParcels, onStrand }: Props) {
  const { t } = useText()
  const { rentals, stranded } = preview
  return (
    <>
      {rentals.length > 0 && (
        <Alert
          color="alarm"
          icon={<IconCalendarDollar aria-hidden />}
          title={t('remodel.rented', { count: rentals.length })}
        >
          <Text>{t('remodel.rented.help')}</Text>
          <Stack component="ul" gap={4} m={0} mt="sm" p={0} style={{ listStyle: 'none' }}>
            {rentals.map(({ id, organization, cells }) => (
              <li key={id}>
                <Anchor component={Link} href={to.rental(id)}>
                  {t('remodel.rental', { doors: cells.join(', ') })}
                </Anchor>
                <Text size="sm" component="div">
                  <OrganizationName id={organization} />
                </Text>
              </li>
            ))}
          </Stack>
        </Alert>
      )}
      {stranded.parcels > 0 && (
        <Alert
          color="signal"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('remodel.stranded', { count: stranded.parcels })}
        >
          <Stack gap="sm" align="flex-start">
            <Text>{t('remodel.stranded.help')}</Text>
            <Anchor component={Link} href={to.shipments({ locker, status: 'announced' })}>
              {t('remodel.stranded.show')}
            </Anchor>
            <Checkbox
              checked={strandsParcels}
              onChange={(event) => onStrand(event.currentTarget.checked)}
              label={t('remodel.stranded.accept')}
            />
          </Stack>
        </Alert>
      )}
    </>
  )
}
