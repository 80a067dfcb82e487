import {
  previewOf,
  type TemplatePart,
  type TemplateProblem,
  templateProblems,
} from '@cubby/i18n/messages/template'
import { languages } from '@cubby/i18n/screens/screen-text'
import { limits } from '@cubby/kit/limits'
import type { OrganizationInFull } from '@cubby/protocol/operations/organizations/organization-shapes'
import { setTemplate } from '@cubby/protocol/operations/templates/set-template'
import type { TemplateInFull } from '@cubby/protocol/operations/templates/template-shapes'
import {
  Button,
  Code,
  Group,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { fieldTroubles } from '../../support/explain.ts'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { type Say, useText } from '../../text.ts'

type Props = { organization: OrganizationInFull; template: TemplateInFull }
type Values = Record<TemplatePart, string>

/** Empty is as we say it. */
const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

/** The texts of one message in one language, beside how it will look. */
export function TemplateEditor({ organization, template }: Props) {
  const { t } = useText()
  const { kind, language } = template
  const [values, setValues] = useState<Values>({
    subject: template.subject ?? '',
    text: template.text ?? '',
    sms: template.sms ?? '',
  })
  const forbidden = useForbidden('organizations:write')
  const save = useAction(setTemplate, {
    stale: ['template.read', 'template.list'],
    done: t('template.done'),
  })
  const body = {
    subject: orNull(values.subject),
    text: orNull(values.text),
    sms: orNull(values.sms),
  }
  const problems = templateProblems(kind, body)
  const wrong = { ...fieldTroubles(t, save.error), ...troublesOf(t, problems) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problems.length === 0)
      void save.run({ params: { organization: organization.id, kind, language }, body })
  }
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <Fields
            template={template}
            values={values}
            wrong={wrong}
            set={(part, text) => setValues((before) => ({ ...before, [part]: text }))}
          />
          <Placeholders template={template} />
          {save.error !== null && <TroubleNotice error={save.error} />}
          <Group>
            {forbidden === undefined ? (
              <Button type="submit" loading={save.isRunning}>
                {t('dialog.save')}
              </Button>
            ) : (
              <ActionButton disabledReason={forbidden} onClick={() => {}}>
                {t('dialog.save')}
              </ActionButton>
            )}
            <Button variant="default" onClick={() => setValues({ subject: '', text: '', sms: '' })}>
              {t('template.reset')}
            </Button>
          </Group>
        </Stack>
      </form>
      <Preview organization={organization} template={template} values={values} />
    </SimpleGrid>
  )
}

type FieldsProps = {
  template: TemplateInFull
  values: Values
  wrong: Record<string, string>
  set: (part: TemplatePart, text: string) => void
}

function Fields({ template: { builtIn, language }, values, wrong, set }: FieldsProps) {
  const { t } = useText()
  const common = (part: TemplatePart) => ({
    label: t(`template.${part}`),
    placeholder: builtIn[part],
    value: values[part],
    error: wrong[part],
    dir: languages[language].direction,
    lang: language,
  })
  return (
    <>
      <TextInput
        {...common('subject')}
        description={t('template.empty')}
        maxLength={limits.templateSubjectCharsMax}
        onChange={(event) => set('subject', event.currentTarget.value)}
      />
      <Textarea
        {...common('text')}
        autosize
        minRows={8}
        maxLength={limits.templateTextCharsMax}
        onChange={(event) => set('text', event.currentTarget.value)}
      />
      <Textarea
        {...common('sms')}
        autosize
        minRows={2}
        maxLength={limits.templateSmsCharsMax}
        // A text message is one line, however many it takes to show it.
        onChange={(event) => set('sms', event.currentTarget.value.replaceAll('\n', ' '))}
      />
    </>
  )
}

function Placeholders({ template: { placeholders } }: { template: TemplateInFull }) {
  const { t } = useText()
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {t('template.placeholders')}
      </Text>
      <Group gap="xs">
        {placeholders.map(({ name, isNeeded }) => (
          <Code key={name} className="ltr" style={{ fontSize: '0.875rem' }}>
            {`{${name}}`}
            {isNeeded ? ` ${t('template.needed')}` : ''}
          </Code>
        ))}
      </Group>
    </Stack>
  )
}

function Preview({ organization, template, values }: Props & { values: Values }) {
  const { t } = useText()
  const { kind, language } = template
  const own = {
    subject: orNull(values.subject),
    text: orNull(values.text),
    sms: orNull(values.sms),
  }
  const shown = previewOf(kind, language, own, organization.name)
  const { direction } = languages[language]
  const box = { padding: 16, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const
  return (
    <Stack gap="sm" component="section" aria-label={t('template.preview')}>
      <Title order={3} size="h5">
        {t('template.preview')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('template.preview.help')}
      </Text>
      <div className="card" dir={direction} lang={language} style={box}>
        <Text size="sm" c="dimmed">
          {organization.sender.emailName ?? t('template.sender.network')}
        </Text>
        <Text fw={600} mb="sm">
          {shown.subject}
        </Text>
        {shown.text}
      </div>
      <div className="card" dir={direction} lang={language} style={box}>
        <Text size="sm" c="dimmed">
          {organization.sender.smsName ?? t('template.sender.network')}
        </Text>
        {shown.sms}
      </div>
    </Stack>
  )
}

function troublesOf(t: Say, problems: readonly TemplateProblem[]): Record<string, string> {
  const told = problems.map(({ part, code, name }) => [
    part,
    t(`template.problem.${code}`, { name: `\u2066{${name}}\u2069` }),
  ])
  // The first one of each field is enough to begin with.
  return Object.fromEntries(told.toReversed()) as Record<string, string>
}
