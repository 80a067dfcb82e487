import { Center, Container } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { isSignedOut } from '../api/client.ts'
import { to } from '../paths.ts'
import { Shell } from '../shell/Shell.tsx'
import { useGo } from '../support/go.ts'
import { Shown } from '../support/Shown.tsx'
import { FirstPasswordPage } from './FirstPasswordPage.tsx'
import { MeContext, meQuery } from './me.ts'
import { SecondFactorPage } from './SecondFactorPage.tsx'

/** Lets in whoever is signed in, and shows everybody else the way. */
export function Gate() {
  const query = useQuery(meQuery)
  const [hasCodes, setCodes] = useState(false)
  const isOut = isSignedOut(query.error)
  if (isOut) return <ToSignIn />
  if (!query.data)
    return (
      <Center mih="100dvh">
        <Container size="sm" w="100%">
          <Shown query={query}>{() => null}</Shown>
        </Container>
      </Center>
    )
  if (query.data.mustChangePassword) return <FirstPasswordPage />
  if (query.data.mustAddSecondFactor || hasCodes)
    return (
      <MeContext value={query.data}>
        <SecondFactorPage onCodes={setCodes} />
      </MeContext>
    )
  return (
    <MeContext value={query.data}>
      <Shell>
        <Outlet />
      </Shell>
    </MeContext>
  )
}

function ToSignIn() {
  const go = useGo()
  const router = useRouter()
  useEffect(() => {
    const { href, pathname } = router.state.location
    if (pathname !== to.signIn()) go(to.signIn(href), { replace: true })
  }, [go, router])
  return null
}
