import { doorContact, wiringItem, wiringLine } from '@cubby/domain/machine/wiring'
import { text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { ofLocker } from './wiring-shapes.ts'

/** Keeps nothing: the proposal is sent back with `locker.set-wiring`, as it is or mended. */
export const proposeWiring = defineOperation({
  id: 'locker.propose-wiring',
  method: 'POST',
  path: '/v1/lockers/:locker/wiring/proposal',
  summary: 'Ask for a wiring: doors in their order over boards of one kind',
  scope: 'network:write',
  networkOnly: true,
  asksOnly: true,
  params: ofLocker,
  query: noQuery,
  body: z.strictObject({
    /** A board model, such as `kerong-cu48`. */
    model: text(40),
    lines: z.array(wiringLine).min(1).max(limits.busesPerLockerMax),
    /** Of the first board on each line. */
    firstAddress: z.int().min(0).max(255).default(0),
    doorContact: doorContact.default('closed-is-1'),
  }),
  status: 200,
  reply: z.strictObject({ wiring: wiringItem }),
})
