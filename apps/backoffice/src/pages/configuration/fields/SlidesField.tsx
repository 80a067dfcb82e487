import {
  type IdleSlide,
  type ScreenLanguage,
  screenLanguages,
} from '@cubby/domain/configuration/screen-shapes'
import { Accordion, Button, Group, Input, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { languages } from '@cubby/i18n/screens/screen-text'
import { useText } from '../../../text.ts'
import { languageName } from '../use-value-text.ts'
import type { FieldProps } from './field-props.ts'

const SLIDES_MAX = 6
type Words = { title: string; line: string }

/** What the screen says to passers-by: slides, each in the languages that it speaks. */
export function SlidesField({ label, value, error, onChange }: FieldProps<IdleSlide[]>) {
  const { t, language } = useText()
  const change = (at: number, slide: IdleSlide) =>
    onChange(value.map((each, i) => (i === at ? slide : each)))
  return (
    <Input.Wrapper
      component="fieldset"
      className="plain-fieldset"
      label={label}
      labelElement="div"
      description={t('configuration.slide.help')}
      error={error}
    >
      <Stack gap="md" mt="xs">
        {value.map((slide, at) => (
          <SlideFields
            key={at}
            number={at + 1}
            slide={slide}
            onChange={(next) => change(at, next)}
            onRemove={() => onChange(value.filter((_, i) => i !== at))}
          />
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={value.length >= SLIDES_MAX}
          onClick={() => onChange([...value, { [language]: { title: '', line: '' } }])}
        >
          {t('configuration.slide.add')}
        </Button>
      </Stack>
    </Input.Wrapper>
  )
}

type SlideProps = {
  number: number
  slide: IdleSlide
  onChange: (slide: IdleSlide) => void
  onRemove: () => void
}

function SlideFields({ number, slide, onChange, onRemove }: SlideProps) {
  const { t, language: own } = useText()
  const change = (language: ScreenLanguage, words: Words) => {
    const { [language]: _, ...others } = slide
    // A language in which nothing is said is not spoken.
    const isEmpty = words.title === '' && words.line === ''
    onChange(isEmpty ? others : { ...others, [language]: words })
  }
  return (
    <div className="card" style={{ padding: 12 }}>
      <Group justify="space-between" mb="xs">
        <Text fw={600}>{t('configuration.slide', { number })}</Text>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={onRemove}
        >
          {t('configuration.slide.remove', { number })}
        </Button>
      </Group>
      <Accordion defaultValue={own} variant="contained">
        {screenLanguages.map((language) => (
          <Accordion.Item key={language} value={language}>
            <Accordion.Control lang={language}>{languageName(language)}</Accordion.Control>
            <Accordion.Panel>
              <WordFields
                language={language}
                words={slide[language] ?? { title: '', line: '' }}
                onChange={(words) => change(language, words)}
              />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </div>
  )
}

type WordProps = { language: ScreenLanguage; words: Words; onChange: (words: Words) => void }

function WordFields({ language, words, onChange }: WordProps) {
  const { t } = useText()
  const { direction: dir } = languages[language]
  return (
    <Stack gap="xs">
      <TextInput
        label={t('configuration.slide.title')}
        maxLength={60}
        lang={language}
        dir={dir}
        value={words.title}
        onChange={(event) => onChange({ ...words, title: event.currentTarget.value })}
      />
      <TextInput
        label={t('configuration.slide.line')}
        maxLength={140}
        lang={language}
        dir={dir}
        value={words.line}
        onChange={(event) => onChange({ ...words, line: event.currentTarget.value })}
      />
    </Stack>
  )
}
