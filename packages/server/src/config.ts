import { join } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import { z } from 'zod'
import type { NotificationConfig } from './notifications/config.ts'
import type { IdentityProvider } from './sign-in/identity-provider.ts'

const flag = z.enum(['0', '1']).default('0')
const Env = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .describe('TCP port of the API; 0 takes any free one'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for all'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .describe('Keys of the network, and the built-in database; back it up'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('Your PostgreSQL (15 or newer); left out, the built-in one is used'),
  DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(2)
    .max(500)
    .default(20)
    .describe('Most connections to the database at a time'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail server; left out, e-mails lie in the inbox of the API'),
  SMTP_FROM: z.string().min(3).optional().describe('Sender of e-mails; needed with SMTP_URL'),
  SMS_GATEWAY_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where text messages are posted; left out, they lie in the inbox of the API'),
  SMS_GATEWAY_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe('Bearer token for the gateway; needed with SMS_GATEWAY_URL'),
  WEBHOOKS_ALLOW_PRIVATE: flag.describe(
    '1: webhooks may go to private addresses and without TLS; for development',
  ),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where browsers find this server; left out, as each request says'),
  ADMIN_EMAIL: z
    .email()
    .max(254)
    .default('admin@cubby.localhost')
    .describe('E-mail address of the first administrator, made at the first start'),
  BREACHED_PASSWORDS: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File of passwords that others know, or of their SHA-1, one a line; left out: no list',
    ),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Identity provider (OpenID Connect) with which staff may sign in; left out: none'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('Our name there; needed with OIDC_ISSUER'),
  OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe('Our secret there; needed with OIDC_ISSUER'),
  OIDC_NAME: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .default('OpenID Connect')
    .describe('What the button of the sign-in calls it'),
  CHECK_REPLIES: flag.describe('1: hold every reply against its shape; for development'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least important line that is logged'),
})

export type Config = {
  host: string
  port: number
  dataDir: string
  database: { kind: 'postgres'; url: string } | { kind: 'embedded'; dir: string }
  databaseConnections: number
  notifications: NotificationConfig
  /** Left out: as each request says. */
  publicUrl?: string
  adminEmail: string
  /** The file of passwords that others know; left out: there is none. */
  breachedPasswords?: string
  /** Left out: staff sign in here only. */
  provider?: IdentityProvider
  checkReplies: boolean
  logLevel: string
}

/** Reads the environment; nothing else in the server does. Throws `config/invalid` that names the variable. */
export function configFrom(env: Record<string, string | undefined>): Config {
  const read = Env.safeParse(env)
  if (!read.success) {
    const said = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new AppError('config/invalid', said.join('; '))
  }
  const { data } = read
  return {
    host: data.HOST,
    port: data.PORT,
    dataDir: data.DATA_DIR,
    database:
      data.DATABASE_URL === undefined
        ? { kind: 'embedded', dir: data.DATA_DIR }
        : { kind: 'postgres', url: data.DATABASE_URL },
    databaseConnections: data.DATABASE_CONNECTIONS,
    notifications: notificationsFrom(data),
    ...(data.PUBLIC_URL === undefined ? {} : { publicUrl: new URL(data.PUBLIC_URL).origin }),
    adminEmail: data.ADMIN_EMAIL,
    ...(data.BREACHED_PASSWORDS === undefined
      ? {}
      : { breachedPasswords: data.BREACHED_PASSWORDS }),
    ...(data.OIDC_ISSUER === undefined ? {} : { provider: providerFrom(data, data.OIDC_ISSUER) }),
    checkReplies: data.CHECK_REPLIES === '1',
    logLevel: data.LOG_LEVEL,
  }
}

function notificationsFrom(data: z.infer<typeof Env>): NotificationConfig {
  const { SMTP_URL, SMTP_FROM, SMS_GATEWAY_URL, SMS_GATEWAY_TOKEN } = data
  return {
    smtp: SMTP_URL === undefined ? null : { url: SMTP_URL, from: needed('SMTP_FROM', SMTP_FROM) },
    sms:
      SMS_GATEWAY_URL === undefined
        ? null
        : { url: SMS_GATEWAY_URL, token: needed('SMS_GATEWAY_TOKEN', SMS_GATEWAY_TOKEN) },
    webhooksMayBePrivate: data.WEBHOOKS_ALLOW_PRIVATE === '1',
  }
}

const providerFrom = (data: z.infer<typeof Env>, issuer: string): IdentityProvider => ({
  name: data.OIDC_NAME,
  issuer,
  clientId: needed('OIDC_CLIENT_ID', data.OIDC_CLIENT_ID),
  clientSecret: needed('OIDC_CLIENT_SECRET', data.OIDC_CLIENT_SECRET),
})

function needed(name: string, value: string | undefined): string {
  if (value === undefined) throw new AppError('config/invalid', `${name} is missing`)
  return value
}

/** Where the secrets of the network lie. */
export const keysDirOf = (config: Pick<Config, 'dataDir'>) => join(config.dataDir, 'keys')
/** Where the first start writes how the first administrator signs in. */
export const firstSignInFileOf = (config: Pick<Config, 'dataDir'>) =>
  join(config.dataDir, 'first-sign-in.txt')
/** Where the first start writes the key of the network operator. */
export const operatorKeyFileOf = (config: Pick<Config, 'dataDir'>) =>
  join(config.dataDir, 'operator-key.txt')
