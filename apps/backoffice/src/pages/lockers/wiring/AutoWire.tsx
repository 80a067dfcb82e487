import { boardModelNamed, boardModels } from '@cubby/domain/machine/board-models'
import type { Wiring } from '@cubby/domain/machine/wiring'
import { type DoorToWire, proposeWiring } from '@cubby/domain/machine/wiring-rules'
import { Button, Divider, Group, NumberInput, Select, Stack, Text } from '@mantine/core'
import { IconPlus, IconWand } from '@tabler/icons-react'
import { useState } from 'react'
import { Section } from '../../../support/Section.tsx'
import { useText } from '../../../text.ts'
import { lockBoardChoices } from './board-choices.ts'
import { LineFields } from './LineFields.tsx'
import { isLineGood, type LineValues, lineOf, newLine } from './wiring-draft.ts'

type Props = { doors: readonly DoorToWire[]; onWired: (wiring: Wiring) => void }

/** Wires the whole machine from a simple wish: doors in their order over boards of one kind. */
export function AutoWire({ doors, onWired }: Props) {
  const { t } = useText()
  const [model, setModel] = useState(boardModels[0]?.model ?? '')
  const [lines, setLines] = useState([newLine])
  const [firstAddress, setFirstAddress] = useState(0)
  const [contact, setContact] = useState<'closed-is-1' | 'closed-is-0'>('closed-is-1')
  const [isImpossible, setImpossible] = useState(false)
  const wire = () => {
    const wish = { model, lines: lines.map(lineOf), firstAddress, doorContact: contact }
    const wiring = lines.every(isLineGood) ? proposeWiring(doors, wish) : null
    setImpossible(wiring === null)
    if (wiring) onWired(wiring)
  }
  return (
    <Section title={t('wiring.auto')}>
      <Stack maw={560}>
        <Text c="dimmed">{t('wiring.auto.help')}</Text>
        <Select
          label={t('wiring.board.model')}
          data={lockBoardChoices(t)}
          searchable
          value={model}
          allowDeselect={false}
          onChange={(value) => {
            setModel(value ?? '')
            setFirstAddress(boardModelNamed(value ?? '')?.addresses.first ?? 0)
          }}
        />
        <Lines lines={lines} onChange={setLines} />
        <Divider />
        <NumberInput
          label={t('wiring.first-address')}
          description={t('wiring.first-address.help')}
          min={0}
          max={255}
          allowDecimal={false}
          value={firstAddress}
          onChange={(value) => setFirstAddress(Number(value))}
        />
        <ContactField value={contact} onChange={setContact} />
        {isImpossible && (
          <Text c="alarm" role="alert">
            {t('wiring.auto.impossible')}
          </Text>
        )}
        <Group>
          <Button leftSection={<IconWand size={18} aria-hidden />} onClick={wire}>
            {t('wiring.auto.do')}
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}

type LinesProps = { lines: LineValues[]; onChange: (lines: LineValues[]) => void }

/** Lines have no name of their own; they are only added at the end. */
function Lines({ lines, onChange }: LinesProps) {
  const { t } = useText()
  return (
    <>
      {lines.map((line, i) => (
        <LineFields key={i} value={line} onChange={(changed) => onChange(lines.with(i, changed))} />
      ))}
      <Group>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() =>
            onChange([...lines, { ...newLine, path: '', kind: lines.at(-1)?.kind ?? 'serial' }])
          }
        >
          {t('wiring.line.more')}
        </Button>
      </Group>
    </>
  )
}

type Contact = 'closed-is-1' | 'closed-is-0'

/** How a board tells of a closed door. */
export function ContactField(props: {
  value: Contact
  isExplained?: boolean
  onChange: (value: Contact) => void
}) {
  const { t } = useText()
  return (
    <Select
      label={t('wiring.contact')}
      description={props.isExplained === false ? undefined : t('wiring.contact.help')}
      allowDeselect={false}
      data={[
        { value: 'closed-is-1', label: t('wiring.contact.1') },
        { value: 'closed-is-0', label: t('wiring.contact.0') },
      ]}
      value={props.value}
      onChange={(value) => props.onChange(value === 'closed-is-0' ? value : 'closed-is-1')}
    />
  )
}
