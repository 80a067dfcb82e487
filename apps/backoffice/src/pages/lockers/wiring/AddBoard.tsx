import { boardModelNamed, boardModels } from '@cubby/domain/machine/board-models'
import type { Wiring } from '@cubby/domain/machine/wiring'
import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Section } from '../../../support/Section.tsx'
import { useText } from '../../../text.ts'
import { boardChoices } from './board-choices.ts'
import { LineFields } from './LineFields.tsx'
import { isLineGood, lineOf, newLine, withNewBoard } from './wiring-draft.ts'

type Props = { wiring: Wiring; onChange: (wiring: Wiring) => void }

/** What switches lights and heaters, and moves no door. */
const FIRST = boardModels.find(({ canHold, hasContacts }) => canHold && hasContacts)?.model ?? ''

/** One more board, whose doors, if it moves any, are chosen on the wall afterwards. */
export function AddBoard({ wiring, onChange }: Props) {
  const { t } = useText()
  const [model, setModel] = useState(FIRST)
  const [address, setAddress] = useState(boardModelNamed(FIRST)?.addresses.first ?? 0)
  const [line, setLine] = useState({ ...newLine, path: '/dev/ttyUSB1' })
  return (
    <Section title={t('wiring.add')}>
      <Stack maw={560}>
        <Text c="dimmed">{t('wiring.add.help')}</Text>
        <Select
          label={t('wiring.add.model')}
          data={boardChoices(t)}
          searchable
          allowDeselect={false}
          value={model}
          onChange={(value) => {
            setModel(value ?? '')
            setAddress(boardModelNamed(value ?? '')?.addresses.first ?? 0)
          }}
        />
        <LineFields value={line} onChange={setLine} />
        <NumberInput
          label={t('wiring.add.address')}
          min={0}
          max={255}
          allowDecimal={false}
          value={address}
          onChange={(value) => setAddress(Number(value))}
        />
        <Group>
          <Button
            variant="default"
            disabled={!isLineGood(line)}
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() =>
              onChange(
                withNewBoard(wiring, lineOf(line), { model, address, doorContact: 'closed-is-1' }),
              )
            }
          >
            {t('wiring.add.do')}
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}
