import type { BrowserContext } from 'playwright-core'

type Cookies = Parameters<BrowserContext['addCookies']>[0]

/** Signs in as the first administrator, sets a password of their own as they must, and answers the cookies of that session. */
export async function cookiesOfAdministrator(url: string, firstSignIn: string): Promise<Cookies> {
  const [, email = '', password = ''] =
    /E-mail:\s+(\S+)\s+Password:\s+(\S+)/.exec(firstSignIn) ?? []
  const signedIn = await ask(url, 'sign-in/email', { email, password }, '')
  const newPassword = `${password}-of-my-own`
  const changed = await ask(
    url,
    'change-password',
    { currentPassword: password, newPassword, revokeOtherSessions: false },
    cookieText(signedIn),
  )
  const all = new Map([...signedIn, ...changed])
  return [...all].map(([name, value]) => ({ name, value, url, sameSite: 'Lax' as const }))
}

async function ask(url: string, path: string, body: object, cookie: string) {
  const reply = await fetch(new URL(`/auth/${path}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`/auth/${path}: ${reply.status} ${await reply.text()}`)
  return reply.headers.getSetCookie().map((line): [string, string] => {
    const [pair = ''] = line.split(';')
    const at = pair.indexOf('=')
    return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]
  })
}

const cookieText = (cookies: readonly [string, string][]) =>
  cookies.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
