import { erasePerson } from '@cubby/protocol/operations/persons/erase-person'
import { ApiRefusal } from '@cubby/sdk/api-error'
import { Alert, Anchor, List } from '@mantine/core'
import { IconAlertTriangle, IconEraser } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ReasonDialog } from '../../support/dialog/ReasonDialog.tsx'
import { Link } from '../../support/Link.tsx'
import { useText } from '../../text.ts'
import type { PersonNamed } from './person-named.ts'

type Props = {
  person: PersonNamed
  /** As the dialog names him. */
  name: string
  /** Why not now. */
  disabledReason?: string | undefined
}

const stale = ['customer.list', 'customer.read', 'activity.list', 'shipment.list', 'message.list']

/** Takes away for good what tells of a person; says which parcels stand in the way. */
export function ErasePerson({ person, name, disabledReason }: Props) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden('persons:write')
  const erase = useAction(erasePerson, {
    stale,
    done: t('person.erase.done'),
    onDone: () => setAsking(false),
  })
  const inTheWay = shipmentsIn(erase.error)
  return (
    <>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconEraser size={18} aria-hidden />}
        disabledReason={forbidden ?? disabledReason}
        onClick={() => {
          erase.reset()
          setAsking(true)
        }}
      >
        {t('person.erase')}
      </ActionButton>
      {inTheWay.length > 0 && <InTheWay shipments={inTheWay} />}
      <ReasonDialog
        isOpen={isAsking && inTheWay.length === 0}
        onClose={() => setAsking(false)}
        title={t('person.erase.title', { name })}
        consequence={t('person.erase.consequence')}
        confirm={t('person.erase')}
        reasonMax={300}
        isRunning={erase.isRunning}
        error={erase.error}
        onConfirm={(reason) => void erase.run({ body: { ...person, reason } })}
      />
    </>
  )
}

function InTheWay({ shipments }: { shipments: readonly string[] }) {
  const { t } = useText()
  return (
    <Alert
      role="alert"
      color="signal"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('person.erase.not-yet')}
    >
      {t('person.erase.not-yet.help')}
      <List size="sm" mt="xs">
        {shipments.map((shipment) => (
          <List.Item key={shipment}>
            <Anchor component={Link} href={to.shipment(shipment)} className="ltr" size="sm">
              …{shipment.slice(-8)}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** The parcels that are still on their way, when that is why. */
function shipmentsIn(error: unknown): string[] {
  if (!(error instanceof ApiRefusal)) return []
  const { shipments } = error.problem.extra
  return Array.isArray(shipments) ? shipments.map(String) : []
}
