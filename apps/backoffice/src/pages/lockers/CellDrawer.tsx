import type { CellSpec } from '@cubby/domain/cells/layout'
import type { CellReply, LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import { Anchor, Drawer, Stack, Text, Title } from '@mantine/core'
import { to } from '../../paths.ts'
import { Facts } from '../../support/Facts.tsx'
import { useFormat } from '../../support/format.ts'
import { Link } from '../../support/Link.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { isolated } from '../../support/isolate.ts'
import { useText } from '../../text.ts'
import { CellActions } from './CellActions.tsx'
import { CellHistory } from './CellHistory.tsx'
import { ServiceSign } from './ServiceSign.tsx'

type Props = {
  locker: LockerReply
  /** The cell that was chosen; undefined: none. */
  spec: CellSpec | undefined
  state: CellReply | undefined
  /** Whose it is now; null: everybody's, or not to be told. */
  tenant: RentalReply | null
  onClose: () => void
}

/** What is behind one door: its facts, what can be done from here, and its history. */
export function CellDrawer({ locker, spec, state, tenant, onClose }: Props) {
  const { t } = useText()
  return (
    <Drawer
      opened={spec !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={spec && t('cell.title', { name: spec.name })}
    >
      {spec && !state && <Text>{t('cell.foreign.why')}</Text>}
      {spec && state && (
        <Stack gap="lg">
          <CellFacts spec={spec} state={state} tenant={tenant} />
          <Anchor component={Link} href={to.configuration({ of: locker.id, cell: spec.id })}>
            {t('configuration.open')}
          </Anchor>
          <CellActions key={spec.id} locker={locker} spec={spec} state={state} />
          <div>
            <Title order={3} size="h5" mb="sm">
              {t('cell.history')}
            </Title>
            <CellHistory locker={locker.id} cell={spec.id} />
          </div>
        </Stack>
      )}
    </Drawer>
  )
}

function CellFacts({ spec, state, tenant }: Pick<Props, 'state' | 'tenant'> & { spec: CellSpec }) {
  const { t } = useText()
  const { number } = useFormat()
  const { height, width, depth } = spec.size
  const measures = isolated([height, width, depth].map(number).join(' × '))
  const doors = spec.sides.map((side) => {
    const door = state?.doors.find((each) => each.side === side)?.door ?? 'unknown'
    return spec.sides.length === 1
      ? t(`cell.door.${door}`)
      : `${t(`locker.side.${side}`)}: ${t(`cell.door.${door}`)}`
  })
  return (
    <Facts
      cols={2}
      facts={[
        {
          label: t('cell.door'),
          value: <span data-testid="cell-door">{doors.join(', ')}</span>,
        },
        { label: t('cell.use'), value: t(`cell.use.${state?.use ?? 'free'}`) },
        {
          label: t('cell.service'),
          value: state && <ServiceSign service={state.service} />,
        },
        {
          label: t('cell.size'),
          value: `${spec.type} · ${t('cell.size.of', { measures })}`,
        },
        ...(tenant === null
          ? []
          : [{ label: t('cell.tenant'), value: <OrganizationName id={tenant.organization} /> }]),
      ]}
    />
  )
}
