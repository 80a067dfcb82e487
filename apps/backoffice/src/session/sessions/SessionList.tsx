import type { SignInSession } from '@cubby/protocol/operations/sessions/session-shapes'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconDeviceDesktop } from '@tabler/icons-react'
import { Moment } from '../../support/Moment.tsx'
import { Sign } from '../../support/Sign.tsx'
import { ActionButton } from '../../support/ActionButton.tsx'
import { type Say, useText } from '../../text.ts'
import { browserIn } from './browser-name.ts'

type Props = {
  sessions: readonly SignInSession[]
  isRunning: boolean
  /** Why none may be ended. */
  forbidden?: string | undefined
  onEnd: (session: SignInSession) => void
}

/** Where somebody is signed in, with the way to end each. */
export function SessionList({ sessions, isRunning, forbidden, onEnd }: Props) {
  const { t } = useText()
  if (sessions.length === 0) return <Text c="dimmed">{t('sessions.none')}</Text>
  return (
    <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
      {sessions.map((session) => (
        <Group component="li" key={session.id} gap="md" wrap="nowrap" align="flex-start">
          <IconDeviceDesktop size={24} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <About session={session} />
          {session.isCurrent ? (
            <Sign color="done" icon={IconCheck}>
              {t('sessions.this')}
            </Sign>
          ) : (
            <ActionButton
              size="xs"
              variant="default"
              disabledReason={forbidden}
              loading={isRunning}
              aria-label={t('sessions.end.of', { browser: nameOf(t, session) })}
              onClick={() => onEnd(session)}
            >
              {t('sessions.end')}
            </ActionButton>
          )}
        </Group>
      ))}
    </Stack>
  )
}

function About({ session }: { session: SignInSession }) {
  const { t } = useText()
  const { address, method, startedAt, usedAt } = session
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      <Text fw={600}>{nameOf(t, session)}</Text>
      <Text size="sm" c="dimmed">
        {[address && t('sessions.from', { address }), t(`sessions.method.${method}`)]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text size="sm" c="dimmed">
        <When text="sessions.began" at={startedAt} />
      </Text>
      <Text size="sm" c="dimmed">
        <When text="sessions.used" at={usedAt} />
      </Text>
    </div>
  )
}

/** A moment within a sentence. */
function When({ text, at }: { text: 'sessions.began' | 'sessions.used'; at: string }) {
  const { t } = useText()
  const [before = '', after = ''] = t(text, { at: '\u0000' }).split('\u0000')
  return (
    <>
      {before}
      <Moment at={at} />
      {after}
    </>
  )
}

function nameOf(t: Say, { userAgent }: SignInSession): string {
  const known = browserIn(userAgent)
  return known === null ? t('sessions.unknown') : t('sessions.browser', known)
}

/** Ends several at once. */
export function EndMany(props: { label: string; isRunning: boolean; onClick: () => void }) {
  return (
    <Button size="xs" variant="default" loading={props.isRunning} onClick={props.onClick}>
      {props.label}
    </Button>
  )
}
