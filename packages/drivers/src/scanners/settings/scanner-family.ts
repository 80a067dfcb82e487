import type { Note } from '../../define-board.ts'

/** How well a fact is known: from its maker's document, from one unit that ran, or hearsay, which is never sent by itself. */
export type Confidence = 'official-document' | 'running-unit' | 'hearsay'

/** One thing to set, as three letters of a group, three of a setting, and a value; `?` and such ask instead. */
export type ScannerCommand = `${string}`
/** For good wears out the memory of a scanner; the other is forgotten when the power goes. */
export type Keep = 'for-good' | 'until-power-off'

export type SettingAnswer = {
  /** What the scanner repeats of the command, with the value when it was asked for one. */
  command: string
  outcome: 'done' | 'unknown-setting' | 'out-of-range'
}

export type NamedSetting = {
  name: string
  command: ScannerCommand
  text: string
  confidence: Confidence
  source: string
}

/** How the readers of one maker take settings over their line, as data and, where data cannot say it, two functions. */
export type ScannerFamily = {
  /** Lower case, never renamed; what a device configuration names. */
  family: string
  vendor: string
  name: string
  /** What asks for the present, the default and the possible values, in place of a value. */
  ask: { current: string; byDefault: string; range: string } | null
  /** Null where commands differ by model, so that we send none. */
  protocol: SettingProtocol | null
  settings: readonly NamedSetting[]
  caveats: readonly Note[]
  confidence: Confidence
  source: string
}

export type SettingProtocol = {
  /** The bytes that set all of these, in their order. */
  encode(commands: readonly ScannerCommand[], keep: Keep): Uint8Array
  /** The answers in what has been heard so far, or null while the last of them is missing. Scans before it are passed over. */
  decode(heard: Uint8Array, commands: readonly ScannerCommand[]): SettingAnswer[] | null
  /** The answer of an emulated scanner. */
  answer(answers: readonly SettingAnswer[], keep: Keep): Uint8Array
  /** What was asked of an emulated scanner, and how many bytes that took; null when it is none or not whole yet. */
  hear(bytes: Uint8Array): { commands: string[]; keep: Keep; length: number } | null
}

/** What a reader puts behind a command that it repeats. */
export const marks = {
  done: '\u0006',
  'unknown-setting': '\u0005',
  'out-of-range': '\u0015',
} as const

/**
 * The answers among what was heard, each one matched as command and mark; null while the last of them is missing. What stands before them
 * is older, or a scan.
 */
export function answersIn(
  heard: Uint8Array,
  form: RegExp,
  commands: readonly ScannerCommand[],
): SettingAnswer[] | null {
  const answers = Array.from(ascii(heard).matchAll(form), ([, command = '', mark = '']) => ({
    command,
    outcome: outcomeOf(mark),
  }))
  return answers.length >= commands.length ? answers.slice(-commands.length) : null
}

function outcomeOf(mark: string): SettingAnswer['outcome'] {
  if (mark === marks.done) return 'done'
  return mark === marks['unknown-setting'] ? 'unknown-setting' : 'out-of-range'
}

/** Letters, digits and what asks: nothing by which one command could end and another begin. */
export const isCommand = (command: string) =>
  /^[A-Za-z0-9]{6}[A-Za-z0-9]{0,200}[?^*&]?$/.test(command)
export const ascii = (bytes: Uint8Array) => String.fromCharCode(...bytes)
export const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.codePointAt(0) ?? 0)
