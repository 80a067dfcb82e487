import { AppError } from '@cubby/kit/app-error'
import type { FastifyRequest } from 'fastify'

/**
 * Where browsers find us, such as `https://lockers.example.org`: as configured, else as the request says. What a proxy adds
 * to it counts only from this machine (`trustProxy`).
 */
export function originOf(
  { protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>,
  publicUrl: string | undefined,
): string {
  const url = publicUrl ?? `${protocol}://${host}`
  if (!URL.canParse(url)) throw new AppError('input/invalid', 'the Host header is malformed')
  return new URL(url).origin
}

/** Refuses what a page of another origin sent with the cookie of somebody who is signed in here. */
export function mustBeOurPage(request: FastifyRequest, publicUrl: string | undefined): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const own = originOf(request, publicUrl)
  if (!saysSo(request.headers, own))
    throw new AppError('auth/origin', `only pages of ${own} may do this with a session`)
}

/**
 * Browsers say where a page is from in one header or the other, and some leave out the origin of our own; no page can set
 * either. What both of them say must be true.
 */
function saysSo(headers: FastifyRequest['headers'], own: string): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined ? site === 'same-origin' : origin === own
}
