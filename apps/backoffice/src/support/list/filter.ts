import type { OfficeTextId } from '@cubby/i18n/office/texts'

export type Choice = { value: string; label: string }

/** A filter as a chip: its name in the address and at the server, and what can be chosen. */
export type Filter = {
  name: string
  label: OfficeTextId
  /** A hook: choices may be texts of ours, or names that the server knows. */
  useChoices: () => readonly Choice[]
}
