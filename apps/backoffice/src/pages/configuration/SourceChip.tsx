import type { ToldSetting } from '@cubby/protocol/operations/configuration/configuration-shapes'
import { Anchor } from '@mantine/core'
import { IconArrowUp, IconMapPin, IconPackage } from '@tabler/icons-react'
import { Link } from '../../support/Link.tsx'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'
import { hrefOf, levelName, type Place } from './level.ts'

type Props = { place: Place; source: ToldSetting['source'] }

/** Where a value comes from: here, from further up (a link leads there), or from nobody. */
export function SourceChip({ place, source }: Props) {
  const { t } = useText()
  if (source === null)
    return (
      <Sign color="gray" icon={IconPackage} meaning={t('configuration.source.default.meaning')}>
        {t('configuration.source.default')}
      </Sign>
    )
  const { of, cell, name } = source
  if (of === place.of && cell === place.cell)
    return (
      <Sign color="link" icon={IconMapPin} meaning={t('configuration.source.own.meaning')}>
        {t('configuration.source.own')}
      </Sign>
    )
  return (
    <Anchor component={Link} href={hrefOf({ of, cell })} size="sm">
      <IconArrowUp size={16} aria-hidden style={{ verticalAlign: 'text-bottom' }} />{' '}
      {levelName(t, of, name)}
    </Anchor>
  )
}
