import { derivedKey, seal, unseal } from './sealing.ts'

/** Never the key of the codes itself: one key, one use. */
const keyOf = (lockerKeyHex: string, locker: string) => derivedKey(lockerKeyHex, 'devices', locker)
const contextOf = (locker: string) => `devices ${locker}`

/** A text that only this locker and the server can read, whatever it passes on its way. */
export const sealForLocker = (lockerKeyHex: string, locker: string, text: string): string =>
  seal(keyOf(lockerKeyHex, locker), text, contextOf(locker))

/** What was sealed for this locker. Throws when it was for another, or was touched. */
export const openForLocker = (lockerKeyHex: string, locker: string, sealed: string): string =>
  unseal(keyOf(lockerKeyHex, locker), sealed, contextOf(locker))
