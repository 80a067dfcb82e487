import { pino, type DestinationStream, type Logger } from 'pino'

/** Names under which a secret or a person might come along. Redacted here, so that no call can forget it. */
const secrets = [
  'code',
  'pin',
  'badge',
  'text',
  'token',
  'authorization',
  'codeVerifier',
  'lockerKey',
  'directoryKey',
  'privatePem',
  'enrolmentCode',
]

/** The log of an edge: JSON lines, without secrets and without people. */
export function edgeLogger(options: { level: string; destination?: DestinationStream }): Logger {
  const paths = secrets.filter((name) => name !== 'code').flatMap((name) => [name, `*.${name}`])
  const settings = {
    level: options.level,
    base: { program: 'edge' },
    redact: [...paths, 'ask.code', 'body.code', 'headers.authorization'],
  }
  return options.destination ? pino(settings, options.destination) : pino(settings)
}
