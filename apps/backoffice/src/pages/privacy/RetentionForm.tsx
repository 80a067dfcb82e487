import { type Retention, updateRetention } from '@cubby/protocol/operations/persons/retention'
import { Button, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core'
import type { FormEvent } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { useFields } from '../../support/form/use-fields.ts'
import { Moment } from '../../support/Moment.tsx'
import { Section } from '../../support/Section.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

const kinds = ['messages', 'shipments', 'customers', 'activity'] as const
type Kind = (typeof kinds)[number]

const bounds: Record<Kind, readonly [number, number]> = {
  messages: [1, 3_650],
  shipments: [1, 3_650],
  customers: [30, 3_650],
  activity: [30, 3_650],
}

/** How long each kind of data is kept. */
export function RetentionForm({ kept }: { kept: Retention }) {
  const { t } = useText()
  const { messages, shipments, customers, activity } = kept
  const initial: Record<Kind, number | string> = { messages, shipments, customers, activity }
  const form = useFields(initial, (values) =>
    Object.fromEntries(
      kinds.flatMap((kind) => {
        const [from, to] = bounds[kind]
        const days = values[kind]
        const isGood =
          typeof days === 'number' && Number.isInteger(days) && days >= from && days <= to
        return isGood ? [] : [[kind, t('form.range', { from, to })]]
      }),
    ),
  )
  const forbidden = useForbidden('persons:write')
  const update = useAction(updateRetention, {
    stale: ['retention.read', 'activity.list'],
    done: t('retention.done'),
    onDone: form.settle,
  })
  const errors = { ...fieldTroubles(t, update.error), ...form.errors }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (form.isGood()) void update.run({ body: form.values as Record<Kind, number> })
  }
  return (
    <Section title={t('retention.title')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text c="dimmed" maw={640}>
            {t('retention.help')}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }} maw={720}>
            {kinds.map((kind) => (
              <NumberInput
                key={kind}
                label={t(`retention.${kind}`)}
                description={t(`retention.${kind}.help`)}
                suffix={t('retention.days')}
                required
                disabled={forbidden !== undefined}
                value={form.values[kind]}
                error={errors[kind]}
                onChange={(value) => form.set(kind, value)}
              />
            ))}
          </SimpleGrid>
          {kept.changedAt && (
            <Text size="sm" c="dimmed">
              {t('retention.changed')} <Moment at={kept.changedAt} />
            </Text>
          )}
          {update.error !== null && <TroubleNotice error={update.error} />}
          {forbidden === undefined ? (
            <Button type="submit" loading={update.isRunning} style={{ alignSelf: 'flex-start' }}>
              {t('dialog.save')}
            </Button>
          ) : (
            <Text c="dimmed">{forbidden}</Text>
          )}
        </Stack>
      </form>
    </Section>
  )
}
