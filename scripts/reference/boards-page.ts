import { allBoards } from '@cubby/drivers/boards/all'
import {
  asksPerChannel,
  type BoardDefinition,
  hasItemSensors,
  type Note,
} from '@cubby/drivers/define-board'

const confidence: Record<BoardDefinition['confidence'], string> = {
  'official-document': 'The maker’s document, or several independent programs on running boards.',
  'running-board':
    'One program on a running board, or several of one origin. Try it on the bench before a machine depends on it.',
  hearsay: 'Hearsay. Try it on the bench before a machine depends on it.',
}

/** Boards that people ask about, and why no definition was written. */
const notSupported: readonly [string, string][] = [
  [
    'PickPoint, Logos, ERA, Gantner, LOCKERPAD, TZ, DLS, Zhilai, Hartin, ULINE, ZKTeco',
    'Nothing public says what bytes they speak. Many small cabinets under local names carry a board of one of the families above: probe first.',
  ],
  ['stampservice matrix controller', 'Only the words of its commands are public, not the frames.'],
  [
    '16-way board with ASCII commands at 115,200 baud',
    'The meaning of its digits cannot be recovered completely from what is public.',
  ],
  [
    'Boards whose frames begin with 5A 5A',
    'One program tells how they open a lock, and nothing of their doors.',
  ],
  ['Kerong Bluetooth locks', 'They are not for cabinets.'],
  [
    'Modbus relay boards of 16 and 32 relays, or without inputs',
    'No worked frame of one was found; without inputs no door is ever known.',
  ],
  ['8A boards of 2, 18 and 50 locks', 'How many bytes their status has is not known.'],
  [
    'Numato modules of 32 and 64 channels',
    'They count with two digits; one with door contacts would be another product.',
  ],
]

/** `docs/devices/lock-boards.md`: what a technician needs to know of every board, from the definitions. */
export function boardsPage(): string {
  const families = [...Map.groupBy(allBoards, ({ family }) => family).values()]
  return `# Lock boards

Made by \`node scripts/generate-reference.ts\` from \`packages/drivers/src/boards\`; do not edit. How to find out which board
hangs on a line is told in [find a board](find-a-board.md), how to add one in [add a lock board](../guides/add-a-lock-board.md).

| model | board | channels | addresses | speed | moves locks | door contacts | items | tells by itself |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${allBoards.map(rowOf).join('\n')}

Settings of every board in a wiring: \`model\`, \`address\`, and \`doorContact\`: \`closed-is-1\` when the contacts are wired as the
maker draws them, \`closed-is-0\` when they are the other way round. \`byteOrder\` only where it is named below. A bus may say
\`hasEcho\`; an adapter that hears itself is found out by the first status as well.

Every coil rests after a pulse, and gets no more current in the long run than it bears; whoever asks sooner is told how long to wait. A locker waits
for the coil by itself as long as somebody still waits for the door: a person who did not pull in time and tries again after every five seconds gets it eleven
times and more in a row, on every board. Past that the door is told as failed at once, and not after a pause in which nothing happens.

${families.map(familyText).join('\n')}
## Not supported, and why

${notSupported.map(([what, why]) => `- **${what}.** ${why}`).join('\n')}
`
}

const yes = (is: boolean) => (is ? 'yes' : 'no')

function rowOf(board: BoardDefinition): string {
  const { model, vendor, name, channels, addresses, line, commands, pushes } = board
  const { first, last } = addresses
  const cells = [
    `\`${model}\``,
    `${vendor} ${name}`,
    channels,
    first === last ? 'none' : `${first} to ${last}`,
    board.isHid ? 'USB' : line.baudRate.toLocaleString('en'),
    yes(commands.release === undefined),
    yes(commands.status !== undefined),
    yes(hasItemSensors(board)),
    yes(pushes !== undefined),
  ]
  return `| ${cells.join(' | ')} |`
}

function familyText(boards: readonly BoardDefinition[]): string {
  const [board] = boards
  if (!board) return ''
  const { line, coil, byteOrder } = board
  const rest = [...new Set(boards.map((each) => each.coil.rest))].join(' or ')
  const bits = `${line.dataBits}${line.parity === 'none' ? 'N' : line.parity === 'even' ? 'E' : 'O'}${line.stopBits}`
  const facts = [
    board.isHid
      ? `reports of eight bytes over USB`
      : `${line.baudRate.toLocaleString('en')} ${bits}; an answer within ${line.replyTimeout} ms`,
    board.commands.release
      ? 'stays on until it is told otherwise: for lights, heaters and sockets, and never for a lock'
      : `the board ends its pulses by itself, ${coil.pulse} ms are reckoned with, then the lock rests for ${rest} ms; for ever one pulse in ${coil.longRun / 1_000} s`,
    ...(byteOrder ? [`\`byteOrder\`: \`${byteOrder}\` unless set otherwise`] : []),
    ...(boards.some(asksPerChannel) ? ['some are asked door by door'] : []),
  ]
  return `## ${[...new Set(boards.map(({ vendor }) => vendor))].join(', ')}: ${boards.map(({ model }) => `\`${model}\``).join(', ')}

How well it is known: ${confidence[board.confidence]}

${facts.map((fact) => `- ${fact}`).join('\n')}

${section('Wiring', boards, 'wiring')}${section('What the driver works around', boards, 'quirks')}${section('Caveats', boards, 'caveats')}`
}

function section(
  title: string,
  boards: readonly BoardDefinition[],
  of: 'wiring' | 'quirks' | 'caveats',
): string {
  const all = new Map<string, Note>(
    boards.flatMap((board) => board[of].map((note) => [note.text, note] as const)),
  )
  if (all.size === 0) return ''
  const lines = [...all.values()].map(({ text, source }) => `- ${text} _(${source})_`)
  return `**${title}**

${lines.join('\n')}

`
}
