import { listSignInWays } from '@cubby/protocol/operations/sign-in/list-sign-in-ways'
import { Alert, Button } from '@mantine/core'
import { IconBuilding } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../api/client.ts'
import { useText } from '../text.ts'
import { auth } from './auth-client.ts'
import { useAuth } from './use-auth.ts'

/** The way over the company's own sign-in, where there is one. */
export function ProviderButton({ wasRefused }: { wasRefused: boolean }) {
  const { t } = useText()
  const { data } = useQuery(read(listSignInWays))
  const { run, isRunning, refusal } = useAuth()
  if (!data?.provider) return null
  const leave = () =>
    void run(async () => {
      const { url } = await auth<{ url: string }>('sign-in/social', {})
      window.location.assign(url)
    })
  const trouble = refusal === null ? wasRefused && t('sign-in.provider.refused') : refusal
  return (
    <>
      <Button
        variant="default"
        size="md"
        loading={isRunning}
        leftSection={<IconBuilding size={20} aria-hidden />}
        onClick={leave}
      >
        {t('sign-in.provider', { name: data.provider.name })}
      </Button>
      {trouble && (
        <Alert role="alert" color="alarm">
          {trouble}
        </Alert>
      )}
    </>
  )
}
