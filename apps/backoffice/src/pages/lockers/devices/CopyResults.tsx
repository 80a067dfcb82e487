import type { CopiedDevices } from '@cubby/protocol/operations/devices/copy-devices'
import { Anchor, ScrollArea, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconEqual } from '@tabler/icons-react'
import { to } from '../../../paths.ts'
import { Link } from '../../../support/Link.tsx'
import { Sign } from '../../../support/Sign.tsx'
import { named, useText } from '../../../text.ts'

const looks = {
  copied: { color: 'done', icon: IconCheck },
  unchanged: { color: 'gray', icon: IconEqual },
  refused: { color: 'alarm', icon: IconAlertTriangle },
} as const

/** What became of each locker, those that were refused first. */
export function CopyResults({ results }: { results: readonly CopiedDevices[] }) {
  const { t } = useText()
  const count = (outcome: CopiedDevices['outcome']) =>
    results.filter((each) => each.outcome === outcome).length
  const order = ['refused', 'copied', 'unchanged']
  const sorted = results.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome))
  return (
    <div aria-live="polite">
      <Text fw={600}>
        {t('devices.copy.result', {
          copied: count('copied'),
          unchanged: count('unchanged'),
          refused: count('refused'),
        })}
      </Text>
      <ScrollArea.Autosize mah={300}>
        <Table>
          <Table.Tbody>
            {sorted.map(({ locker, name, outcome, problems }) => (
              <Table.Tr key={locker}>
                <Table.Td>
                  <Anchor component={Link} href={to.lockerDevices(locker)}>
                    {name}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <Sign {...looks[outcome]}>{t(`devices.copied.${outcome}`)}</Sign>
                  {problems.slice(0, 3).map(({ pointer, code }) => (
                    <Text key={pointer} size="sm">
                      {named(t, 'devices.wrong', code)} <span className="ltr">{pointer}</span>
                    </Text>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </div>
  )
}
