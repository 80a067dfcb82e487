import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { Button } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { Link } from '../../support/Link.tsx'
import { useText } from '../../text.ts'
import { hrefOf } from './level.ts'

/** Leads from a thing to what is configured for it. */
export function ConfigurationLink({ of }: { of: ConfiguredLevel }) {
  const { t } = useText()
  return (
    <Button
      component={Link}
      href={hrefOf({ of, cell: null })}
      variant="default"
      leftSection={<IconAdjustments size={18} aria-hidden />}
    >
      {t('configuration.open')}
    </Button>
  )
}
