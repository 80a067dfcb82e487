/** Where staff of a company sign in once for everything (OpenID Connect). */
export type IdentityProvider = {
  /** As people call it: it stands on the button. */
  name: string
  /** Its address, under which `/.well-known/openid-configuration` lies. */
  issuer: string
  clientId: string
  clientSecret: string
}

/** Under which the sign-in library knows it; part of the address to which it sends people back. */
export const PROVIDER_ID = 'oidc'

/** Where the provider describes itself. */
export const discoveryUrlOf = ({ issuer }: IdentityProvider) =>
  `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`
