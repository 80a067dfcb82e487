import { type Language, languages } from '@cubby/i18n/screens/screen-text'
import { Button, Menu, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconLanguage } from '@tabler/icons-react'
import { keepLanguage, useText } from '../text.ts'

/** Each language under its own name. */
export function LanguageMenu() {
  const { t, language, setLanguage } = useText()
  const choose = (next: Language) => {
    keepLanguage(next)
    setLanguage(next)
  }
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="subtle" px="xs" leftSection={<IconLanguage size={20} aria-hidden />}>
          <VisuallyHidden>
            {t('shell.language.now', { language: languages[language].name })}
          </VisuallyHidden>
          <span lang={language}>{language.toUpperCase()}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(languages).map(([id, { name }]) => (
          <Menu.Item
            key={id}
            lang={id}
            onClick={() => choose(id as Language)}
            rightSection={id === language ? <IconCheck size={16} aria-hidden /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
