import type { exportPerson } from '@cubby/protocol/operations/persons/export-person'
import type { z } from 'zod'

/** Who is meant: an account, a phone number or an e-mail address. */
export type PersonNamed = z.input<typeof exportPerson.body>
