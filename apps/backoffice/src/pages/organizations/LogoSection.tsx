import type { OrganizationInFull } from '@cubby/protocol/operations/organizations/organization-shapes'
import { removeLogo } from '@cubby/protocol/operations/organizations/remove-logo'
import { setLogo } from '@cubby/protocol/operations/organizations/set-logo'
import { limits } from '@cubby/kit/limits'
import { FileButton, Group, Stack, Text } from '@mantine/core'
import { IconPhotoUp, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { fieldTroubles } from '../../support/explain.ts'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'

/** The picture beside its name. */
export function LogoSection({ organization }: { organization: OrganizationInFull }) {
  const { t } = useText()
  const { id, name, logoChangedAt } = organization
  const [isTooLarge, setTooLarge] = useState(false)
  const forbidden = useForbidden('organizations:write')
  const options = { stale: ['organization.read'], done: t('organization.edit.done') }
  const set = useAction(setLogo, options)
  const remove = useAction(removeLogo, options)
  const choose = async (file: File | null) => {
    if (!file) return
    setTooLarge(file.size > limits.logoBytesMax)
    if (file.size > limits.logoBytesMax) return
    await set.run({ params: { organization: id }, body: { data: await base64Of(file) } })
  }
  const wrong = isTooLarge ? t('organization.logo.too-large') : fieldTroubles(t, set.error)['data']
  return (
    <Section title={t('organization.logo')}>
      <Stack gap="sm">
        {logoChangedAt ? (
          <img
            src={`/v1/organizations/${id}/logo?changed=${encodeURIComponent(logoChangedAt)}`}
            alt={t('organization.logo.of', { name })}
            style={{ maxWidth: 240, maxHeight: 96, objectFit: 'contain', alignSelf: 'start' }}
          />
        ) : (
          <Text c="dimmed">{t('organization.logo.none')}</Text>
        )}
        <Text size="sm" c="dimmed">
          {t('organization.logo.help')}
        </Text>
        <Group>
          <FileButton
            accept="image/png,image/jpeg,image/webp"
            onChange={(file) => void choose(file)}
            inputProps={{ 'aria-label': t('organization.logo.choose') }}
          >
            {({ onClick }) => (
              <ActionButton
                variant="default"
                leftSection={<IconPhotoUp size={18} aria-hidden />}
                loading={set.isRunning}
                disabledReason={forbidden}
                onClick={onClick}
              >
                {t('organization.logo.choose')}
              </ActionButton>
            )}
          </FileButton>
          {logoChangedAt && (
            <ActionButton
              variant="default"
              leftSection={<IconTrash size={18} aria-hidden />}
              loading={remove.isRunning}
              disabledReason={forbidden}
              onClick={() => void remove.run({ params: { organization: id } })}
            >
              {t('organization.logo.remove')}
            </ActionButton>
          )}
        </Group>
        {wrong !== undefined && (
          <Text role="alert" c="alarm">
            {wrong}
          </Text>
        )}
      </Stack>
    </Section>
  )
}

/** The bytes of a file in base64, as the API takes them. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
