import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { auth } from './auth-client.ts'

export type Passkey = { id: string; name?: string | null; createdAt: string }

export const hasPasskeys = () => browserSupportsWebAuthn()

/** Signs in with a passkey of this device or of a phone nearby. */
export async function signInByPasskey(): Promise<void> {
  const optionsJSON = await auth<PublicKeyCredentialRequestOptionsJSON>(
    'passkey/generate-authenticate-options',
  )
  const response = await startAuthentication({ optionsJSON })
  await auth('passkey/verify-authentication', { response })
}

/** Makes a new passkey for whoever is signed in. */
export async function addPasskey(name: string): Promise<void> {
  const optionsJSON = await auth<PublicKeyCredentialCreationOptionsJSON>(
    `passkey/generate-register-options?${new URLSearchParams({ name }).toString()}`,
  )
  const response = await startRegistration({ optionsJSON })
  await auth('passkey/verify-registration', { response, name })
}

export const listPasskeys = () => auth<Passkey[]>('passkey/list-user-passkeys')
export const deletePasskey = (id: string) => auth('passkey/delete-passkey', { id })
