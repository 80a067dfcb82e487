import type { Network } from '@cubby/testing/network/start-network'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import {
  beginTotp,
  choosePassword,
  firstSignIn,
  type Office,
  openOffice,
  ownPassword,
  proveTotp,
  seen,
  seesOverview,
  signIn,
  signOut,
  totpCode,
} from './support/office.ts'

let network: Network
let office: Office
beforeAll(async () => {
  network = await startPeoplesNetwork({ lockers: 0 })
  office = await openOffice(network)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const overview = () => seesOverview(office)

describe('the first administrator', () => {
  test('gets in once with the printed password, and must choose another before anything opens', async () => {
    const { page } = office
    const { email, password } = await firstSignIn(network)
    await page.goto('/couriers')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await signIn(page, { email, password: 'not the password' })
    await page.getByText('The e-mail or the password is wrong.').waitFor()
    await signIn(page, { email, password })
    await page.getByRole('heading', { name: 'Choose your password' }).waitFor()
    await page.goto('/couriers')
    await choosePassword(page, password)
    await page.getByRole('heading', { name: 'Couriers', level: 1 }).waitFor()
    await signOut(office)
    await signIn(page, { email, password })
    expect(await seen(page.getByText('The e-mail or the password is wrong.'))).toBe(true)
  })

  test('sets up an authenticator app, and is asked for its code from then on', async () => {
    const { page } = office
    const { email } = await firstSignIn(network)
    await signIn(page, { email, password: ownPassword })
    await overview()
    await page.goto('/account')
    const secret = await beginTotp(office)
    await proveTotp(office, totpCode(secret, Date.now()))
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByText('Switched on').waitFor()
    await signOut(office)

    await signIn(page, { email, password: ownPassword })
    await page.getByRole('heading', { name: 'One more step' }).waitFor()
    await page.getByLabel('Code from the app').fill(totpCode(secret, Date.now() + 30_000))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    expect(await overview()).toBe(true)
  })

  test('adds a passkey, and signs in with it alone', async () => {
    const { page, context } = office
    const protocol = await context.newCDPSession(page)
    await protocol.send('WebAuthn.enable')
    await protocol.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto('/account')
    await page.getByLabel('Name of the new passkey').fill('Work laptop')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('Work laptop', { exact: true }).waitFor()
    await signOut(office)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    expect(await overview()).toBe(true)
  })
})
