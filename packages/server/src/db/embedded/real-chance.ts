import { randomBytes } from 'node:crypto'

/** A secret straight from the machine: no simulated run has a built-in database. */
export const newPassword = () => randomBytes(24).toString('base64url')
