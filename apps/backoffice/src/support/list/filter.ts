import type { OfficeTextId } from '@cubby/i18n/office/texts'

export type Choice = { value: string; label: string }

/** A filter as a chip: its name in the address and at the server, and what can be chosen. */
export type Filter = {
  name: string
  label: OfficeTextId
  /** A hook: choices may be texts of ours, or names that the server finds for what was typed. */
  useChoices: (typed: string) => readonly Choice[]
  /** A hook, where there are more names than choices can be shown: how the chosen one is called. */
  useName?: (value: string) => string | undefined
}
