import { destination, type DestinationStream, type Logger, pino } from 'pino'

/** Whatever carries one of these names never reaches the log, one or two levels deep. */
const secrets = [
  'authorization',
  'badge',
  'code',
  'email',
  'phone',
  'pin',
  'recipient',
  'secret',
  'token',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
/** An error's `code` is its name, not a pick-up code. */
const kept = new Set(['*.code', '*.*.code'])

/** The log of the server: one JSON line per event, without personal data. */
export const serverLogger = (options: { level: string; to?: DestinationStream }): Logger => {
  const { level, to } = options
  const redact = secrets.filter((path) => !kept.has(path))
  return to ? pino({ level, redact }, to) : pino({ level, redact })
}

/** For programs whose standard output is for other programs to read. */
export const logToStderr = (level: string): Logger => serverLogger({ level, to: destination(2) })
