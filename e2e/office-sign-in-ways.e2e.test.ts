import { must } from '@cubby/kit/assert'
import { createRole } from '@cubby/protocol/operations/roles/create-role'
import { updateRole } from '@cubby/protocol/operations/roles/update-role'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { axeFindings } from '@cubby/testing/browser/axe'
import type { Network } from '@cubby/testing/network/start-network'
import {
  testIdentityProvider,
  type TestIdentityProvider,
} from '@cubby/testing/sign-in/identity-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import {
  beginTotp,
  choosePassword,
  type Office,
  openOffice,
  proveTotp,
  seen,
  seesOverview,
  signIn,
  signOut,
  totpCode,
} from './support/office.ts'

let provider: TestIdentityProvider
let network: Network
let office: Office
let role: `rol_${string}`
const known = { name: 'Kim Field', email: 'kim@acme.example' }

beforeAll(async () => {
  provider = await testIdentityProvider()
  network = await startPeoplesNetwork({
    lockers: 0,
    serverEnv: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_NAME: 'Acme',
    },
  })
  const made = await network.operator.call(createRole, {
    body: {
      name: 'Watch',
      description: 'Looks on',
      permissions: ['network:read', 'operations:read'],
    },
  })
  role = made.id
  office = await openOffice(network)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
  await provider[Symbol.asyncDispose]()
})

const hire = (person: { name: string; email: string }) =>
  network.operator.call(createStaff, { body: { ...person, role, reach: { kind: 'network' } } })
const overview = () => seesOverview(office)
const viaAcme = () => office.page.getByRole('button', { name: 'Sign in with Acme' })

describe('somebody whom the company’s own sign-in knows', () => {
  test('is told so and stays outside while there is no account here', async () => {
    const { page } = office
    provider.person = { ...known, sub: '7', email_verified: true }
    await page.goto('/sign-in')
    await viaAcme().click()
    await page.waitForURL(/provider=refused/)
    await page.getByRole('alert').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.goto('/lockers')
    expect(await seen(page.getByRole('heading', { name: 'Sign in' }))).toBe(true)
  })

  test('is in with one press once there is an account, and no password was typed', async () => {
    await hire(known)
    await viaAcme().click()
    expect(await overview()).toBe(true)
    await office.page.goto('/account')
    expect(await seen(office.page.getByText(known.email))).toBe(true)
    await signOut(office)
  })
})

describe('somebody whose role asks for a second factor', () => {
  const colleague = { name: 'Lee Brook', email: 'lee@acme.example' }

  test('sees nothing else before it is set up, whatever address is typed', async () => {
    const { page } = office
    const { password } = await hire(colleague)
    await network.operator.call(updateRole, {
      params: { role },
      body: { requiresSecondFactor: true },
    })
    await signIn(page, { email: colleague.email, password: must(password, 'a first password') })
    await choosePassword(page, password)
    const title = page.getByRole('heading', { name: 'Set up a second factor' })
    await title.waitFor()
    await page.goto('/lockers')
    await title.waitFor()
    expect(await page.getByRole('navigation').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  test('sets up an app there, keeps the codes for a lost phone, and goes on where the way led', async () => {
    const { page } = office
    const secret = await beginTotp(office)
    await proveTotp(office, '000000')
    await page.getByRole('dialog').getByRole('alert').waitFor()
    await proveTotp(office, totpCode(secret, Date.now()))
    await page.getByRole('button', { name: 'I have kept it' }).click()
    expect(await seen(page.getByRole('heading', { name: 'Lockers', level: 1 }))).toBe(true)
    await signOut(office)
  })

  test('is not asked for one after the company’s own sign-in, which counts as such', async () => {
    await viaAcme().click()
    expect(await overview()).toBe(true)
  })
})
