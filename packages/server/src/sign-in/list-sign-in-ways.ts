import { listSignInWays } from '@cubby/protocol/operations/sign-in/list-sign-in-ways'
import { route } from '../http/route.ts'

export const listSignInWaysRoute = route(listSignInWays, async (_call, ctx) => ({
  provider: ctx.provider ? { name: ctx.provider.name } : null,
}))
