import { assert } from '@cubby/kit/assert'
import { type Millis, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { codecOf, type FramedBoard, type FrameValues, type Pattern } from './fields.ts'
import { shapeOf } from './frame-shape.ts'

/**
 * A lock board is data: what its data sheet says, in the data sheet's own order. `codec.ts` turns it into
 * bytes and back, `parser.ts` finds its frames in a stream, `lock-board.ts` drives it; a new board is a
 * new file under `boards/` and needs code only for what the fields cannot say.
 */
export type BoardDefinition = FramedBoard & {
  /** The name in configuration files: lower case, vendor first. Never renamed. */
  model: string
  /** Boards of one family speak the same language and differ in size. */
  family: string
  vendor: string
  /** As printed on the board. */
  name: string
  line: LineSettings
  /** Only for a board that is plugged in by USB and has reports instead of a stream of bytes: a bus of its own, of kind `hid`. */
  isHid?: true
  /** What the driver says. */
  commands: BoardCommands
  /** What the board says without being asked, when a door moved. */
  pushes?: readonly Pattern[]
  /**
   * What the sheet knows besides: for the monitor and the emulator. The driver says none of it to a lock, and of `RelayWord` what a relay
   * with something else on it needs.
   */
  others?: Readonly<Record<string, Command>>
  /** For the prober alone: a question that switches nothing and that the form cannot say, and what its answer looks like as text. */
  query?: { request: readonly number[]; answer: RegExp }
  coil: CoilRules
  /** What the technician connects where. */
  wiring: readonly Note[]
  /** Deviations that the driver works around, each with who saw it where. */
  quirks: readonly Note[]
  /** Weaknesses that software cannot cure; shown where the board is chosen. */
  caveats: readonly Note[]
  /** How well the facts are known: from the maker's document, from one running board, or hearsay. */
  confidence: 'official-document' | 'running-board' | 'hearsay'
}

export type BoardCommands = {
  open: Command
  /** A board without door contacts has none, and its doors are unknown. Asked per channel when it names one. */
  status?: Command & { reply: Pattern }
  /** Takes the current off again, where the board cannot end a pulse by itself. */
  release?: Command
  /** Takes the current off all locks: said once at the start, because the program before this one may have died. */
  rest?: Command
}

export type LineSettings = {
  baudRate: number
  dataBits: 8 | 7
  parity: 'none' | 'even' | 'odd'
  stopBits: 1 | 2
  /** Past this the board is not going to answer. */
  replyTimeout: Millis
  /** Silence after each frame, so that the transceivers can turn the bus around. */
  gap: Millis
}

/** Eight data bits, no parity, one stop bit: how nearly every board speaks. */
export const eightN1 = (baudRate: number, replyTimeout: Millis): LineSettings => ({
  baudRate,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  replyTimeout,
  gap: limits.busGap,
})

/**
 * A pulse that is made by the board, and what every coil gets: a short rest, so that whoever tries again is served, and in the long run
 * one pulse in ten seconds, the least that running lockers let a cell rest.
 */
export const pulsesOf = (pulse: Millis): CoilRules => ({
  pulse,
  rest: limits.pulseGapPerCell,
  longRun: seconds(10),
})

/** A remark and who saw it. */
export const note = (text: string, source: string): Note => ({ text, source })

/** Several remarks of one witness. */
export const notes = (source: string, ...texts: string[]): Note[] =>
  texts.map((each) => note(each, source))

/** A command without `reply` is sent and not waited for. Where sources disagree, `orReply` is taken as well. */
export type Command = { request: Pattern; reply?: Pattern; orReply?: Pattern }
export type CommandName = keyof BoardCommands
/** Of `others`: what switches a relay on and off for longer, and what asks which are on. */
export type RelayWord = 'hold' | 'release' | 'read-relays'

/** What a board says and hears under this name, if it knows it. */
export const commandNamed = (
  { commands, others }: Pick<BoardDefinition, 'commands' | 'others'>,
  name: CommandName | RelayWord,
): Command | undefined => {
  const spoken: Partial<Record<string, Command>> = commands
  return spoken[name] ?? others?.[name]
}

/** A coil burns when it is under current for too long, or too often. */
export type CoilRules = {
  /** How long one pulse is: by the board, or by the driver where there is `release`. */
  pulse: Millis
  /** The same lock is not pulsed again sooner. */
  rest: Millis
  /** One pulse in so long can go on for ever. More in a row are taken from `limits.coilHeatMax`. */
  longRun: Millis
}

export type Note = { text: string; source: string }

/** Checks at start-up what the types cannot say, so that a slip in a data file is found by any test. */
export function defineBoard(definition: BoardDefinition): BoardDefinition {
  const { model, channels, commands, coil } = definition
  assert(
    /^[a-z0-9]+(-[a-z0-9]+)+$/.test(model),
    `${model}: a model is lower case words joined by dashes`,
  )
  assert(definition.addresses.first <= definition.addresses.last, `${model}: no address at all`)
  assert(coil.pulse <= limits.pulseMax, `${model}: a pulse longer than limits.pulseMax`)
  assert(coil.rest >= limits.pulseGapPerCell, `${model}: less rest than limits.pulseGapPerCell`)
  // Whoever presses again waits for the coil, and must not have given up by then.
  assert(coil.rest < limits.doorOpensWithin, `${model}: more rest than limits.doorOpensWithin`)
  // Makers of locks allow a tenth of the time under current.
  assert(coil.pulse <= coil.longRun / 12, `${model}: more current than a coil bears for ever`)
  for (const { pattern } of patternsOf(definition)) {
    const { length } = shapeOf(definition, pattern)
    assert(
      (typeof length === 'number' ? length : length.max) <= limits.frameBytesMax,
      `${model}: a frame longer than limits.frameBytesMax`,
    )
    for (const field of pattern.map(codecOf)) {
      const isBitmap = field.carries === 'hooks' || field.carries === 'items'
      const most = 8 * (field.bytes ?? 0)
      assert(!isBitmap || most >= channels, `${model}: bitmap too short`)
    }
  }
  assert(names(commands.open.request, 'channel'), `${model}: open must name a channel`)
  assert(
    !commands.status || carriesDoors(commands.status.reply),
    `${model}: a status that tells of no door`,
  )
  return definition
}

const names = (pattern: Pattern, what: keyof FrameValues) =>
  pattern.some((field) => codecOf(field).carries === what)
const carriesDoors = (pattern: Pattern) => names(pattern, 'hooks') || names(pattern, 'door')

/** One kind of frame with its place in the conversation. */
export type Known = {
  command: string
  direction: 'request' | 'reply' | 'push'
  pattern: Pattern
  /** Said by the driver or to it; the rest is known only when a frame is looked at by itself. */
  isSpoken: boolean
}

/** Every kind of frame of a board, spoken ones first. */
export function patternsOf({ commands, pushes = [], others = {} }: BoardDefinition): Known[] {
  const of = (all: object, isSpoken: boolean) =>
    Object.entries(all as Record<string, Command>).flatMap(
      ([command, { request, reply, orReply }]): Known[] => [
        { command, direction: 'request', pattern: request, isSpoken },
        ...[reply, orReply].flatMap((pattern) =>
          pattern ? [{ command, direction: 'reply' as const, pattern, isSpoken }] : [],
        ),
      ],
    )
  const pushed = pushes.map((pattern): Known => ({
    command: 'moved',
    direction: 'push',
    pattern,
    isSpoken: true,
  }))
  return [...of(commands, true), ...pushed, ...of(others, false)]
}

/** What the parser of a driver has to recognise on this board's bus, requests included. */
export const shapesOf = (definition: BoardDefinition) =>
  patternsOf(definition).flatMap(({ pattern, isSpoken }) =>
    isSpoken ? [shapeOf(definition, pattern)] : [],
  )

/** Whether the board's status reply has a bit per channel for "something lies inside". */
export const hasItemSensors = ({ commands }: BoardDefinition) =>
  commands.status !== undefined && names(commands.status.reply, 'items')

/** Whether the doors are asked for one by one. */
export const asksPerChannel = ({ commands }: BoardDefinition) =>
  commands.status !== undefined && names(commands.status.request, 'channel')
