import { AppError } from '@cubby/kit/app-error'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { type Instant, instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { sha256 } from '@cubby/keys/digest'
import type { Kysely, Transaction } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'

/** A write as its repetitions are recognised: whose key, the caller's word for it, what was asked. */
export type Attempt = { apiKey: string; key: string; fingerprint: string }
export type Answer = { status: number; text: string | null }

const FORM = new RegExp(`^[\\x21-\\x7e]{1,${limits.idempotencyKeyCharsMax}}$`)

/** Reads the header that every write needs. */
export function attemptOf(
  apiKey: string,
  header: string | string[] | undefined,
  request: { method: string; url: string; body: unknown },
): Attempt {
  if (header === undefined || header === '')
    throw new AppError('idempotency/missing', 'send an Idempotency-Key, a new one per intention')
  if (typeof header !== 'string' || !FORM.test(header))
    throw new AppError('input/invalid', 'the Idempotency-Key is malformed', {
      fields: [
        {
          pointer: '/headers/idempotency-key',
          code: 'wrong-format',
          detail: `1 to ${limits.idempotencyKeyCharsMax} visible ASCII characters`,
        },
      ],
    })
  const { method, url, body } = request
  return {
    apiKey,
    key: header,
    fingerprint: sha256(`${method} ${url}\n${said(body)}`),
  }
}

const said = (body: unknown) => (Buffer.isBuffer(body) ? sha256(body) : canonicalJson(body ?? null))

/**
 * Takes the key for this transaction; answers what was answered before, or null when it is ours to do. A second
 * call under the same key waits here on the first one's row until that transaction has ended, so the two can
 * never both act; when the first failed it left nothing, and the second one does the work.
 */
export async function begin(
  ctx: Pick<ServerContext, 'keys'>,
  trx: Transaction<Db>,
  attempt: Attempt,
  now: Instant,
): Promise<Answer | null> {
  const { apiKey, key, fingerprint } = attempt
  const taken = await trx
    .insertInto('idempotency')
    .values({ api_key_id: apiKey, key, fingerprint, created_at: timestamp(now) })
    .onConflict((oc) => oc.columns(['api_key_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (taken) return null
  const before = await trx
    .selectFrom('idempotency')
    .select(['fingerprint', 'status', 'reply'])
    .where('api_key_id', '=', apiKey)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!before || before.status === null)
    throw new AppError('idempotency/in-progress', 'the first call with this key is still running')
  if (before.fingerprint !== fingerprint)
    throw new AppError('idempotency/reused', 'this key was used for another request')
  const text = before.reply === null ? null : ctx.keys.unseal(sealContext(attempt), before.reply)
  return { status: before.status, text }
}

/**
 * Keeps the answer, in the transaction of the change: a crash leaves both or neither. All answers are
 * encrypted, as some hold a secret that is shown once and most hold personal data.
 */
export async function finish(
  ctx: Pick<ServerContext, 'keys'>,
  trx: Transaction<Db>,
  attempt: Attempt,
  answer: Answer,
): Promise<void> {
  await trx
    .updateTable('idempotency')
    .set({
      status: answer.status,
      reply: answer.text === null ? null : ctx.keys.seal(sealContext(attempt), answer.text),
    })
    .where('api_key_id', '=', attempt.apiKey)
    .where('key', '=', attempt.key)
    .execute()
}

/** Forgets what is older than we promise to remember. To be called now and then. */
export async function forgetOldAnswers(db: Kysely<Db>, now: Instant): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('created_at', '<', timestamp(instant(now - limits.idempotencyKept)))
    .execute()
}

const sealContext = ({ apiKey, key }: Attempt) => `reply ${apiKey} ${key}`
