import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { IconFingerprint } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { meQuery } from '../../session/me.ts'
import {
  addPasskey,
  deletePasskey,
  hasPasskeys,
  listPasskeys,
  type Passkey,
} from '../../session/passkey.ts'
import { useAuth } from '../../session/use-auth.ts'
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'

const passkeysQuery = { queryKey: ['passkeys'], queryFn: listPasskeys }

/** The passkeys with which this person can sign in without a password. */
export function Passkeys() {
  const { t } = useText()
  const client = useQueryClient()
  const { data = [] } = useQuery(passkeysQuery)
  const changed = () => {
    void client.invalidateQueries(passkeysQuery)
    void client.invalidateQueries(meQuery)
  }
  return (
    <Stack>
      <Text>{t('passkeys.help')}</Text>
      {data.map((passkey) => (
        <Line key={passkey.id} passkey={passkey} onChanged={changed} />
      ))}
      {hasPasskeys() ? (
        <Add onChanged={changed} />
      ) : (
        <Text c="dimmed">{t('passkeys.impossible')}</Text>
      )}
    </Stack>
  )
}

function Line({ passkey, onChanged }: { passkey: Passkey; onChanged: () => void }) {
  const { t } = useText()
  const { run, isRunning, refusal } = useAuth()
  const name = passkey.name ?? t('passkeys.unnamed')
  const remove = () =>
    void run(async () => {
      await deletePasskey(passkey.id)
      onChanged()
    })
  return (
    <Group justify="space-between" className="card" px="md" py="sm">
      <div>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          <Moment at={passkey.createdAt} />
        </Text>
      </div>
      <Button
        variant="outline"
        color="alarm"
        size="xs"
        loading={isRunning}
        aria-label={t('passkeys.remove.of', { name })}
        onClick={remove}
      >
        {t('passkeys.remove')}
      </Button>
      {refusal && (
        <Alert role="alert" color="alarm">
          {refusal}
        </Alert>
      )}
    </Group>
  )
}

function Add({ onChanged }: { onChanged: () => void }) {
  const { t } = useText()
  const [name, setName] = useState('')
  const { run, isRunning, refusal } = useAuth()
  const add = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      await addPasskey(name.trim())
      setName('')
      onChanged()
    })
  }
  return (
    <form onSubmit={add}>
      <Group align="flex-end">
        <TextInput
          label={t('passkeys.name')}
          description={t('passkeys.name.help')}
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={isRunning}
          disabled={name.trim() === ''}
          leftSection={<IconFingerprint size={18} aria-hidden />}
        >
          {t('passkeys.add')}
        </Button>
      </Group>
      {refusal && (
        <Alert mt="sm" role="alert" color="alarm">
          {refusal}
        </Alert>
      )}
    </form>
  )
}
