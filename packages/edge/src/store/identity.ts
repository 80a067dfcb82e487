import { newSigningPair, type Signer, signer } from '@cubby/keys/signing'
import type { LockerId } from '@cubby/kit/ids'
import type { EnrolReply } from '@cubby/protocol/link/messages'
import { type EdgeDatabase, speaking } from './database.ts'

/** Which locker this machine is, once the server has said so. */
export type Enrolled = {
  locker: LockerId
  lockerKey: string
  directoryKey: string
  signingKeys: Readonly<Record<string, string>>
}

/**
 * The device's key and what it was given for it. The key is made before the first word to the server and never
 * changes, so that an enrolment whose answer was lost is asked for again under the same identity.
 */
export class Identity {
  readonly #db: EdgeDatabase
  readonly key: Signer
  #enrolled: Enrolled | null

  constructor(db: EdgeDatabase) {
    this.#db = db
    const row = db.sqlite
      .prepare('select private_pem, locker, locker_key, directory_key, signing_keys from identity')
      .get()
    const pem = row ? String(row['private_pem']) : this.#firstKey()
    this.key = signer(pem)
    this.#enrolled =
      row && row['locker'] !== null
        ? {
            locker: row['locker'] as LockerId,
            lockerKey: String(row['locker_key']),
            directoryKey: String(row['directory_key']),
            signingKeys: JSON.parse(String(row['signing_keys'])) as Record<string, string>,
          }
        : null
  }

  get enrolled() {
    return this.#enrolled
  }

  /** Keeps what the server answered to the enrolment. */
  enrol(reply: EnrolReply) {
    const { locker, lockerKey, directoryKey, signingKeys } = reply
    speaking(() =>
      this.#db.sqlite
        .prepare(
          'update identity set locker = ?, locker_key = ?, directory_key = ?, signing_keys = ?',
        )
        .run(locker, lockerKey, directoryKey, JSON.stringify(signingKeys)),
    )
    this.#enrolled = { locker: locker, lockerKey, directoryKey, signingKeys }
  }

  #firstKey(): string {
    const { privatePem } = newSigningPair()
    speaking(() =>
      this.#db.sqlite
        .prepare('insert into identity (id, private_pem) values (1, ?)')
        .run(privatePem),
    )
    return privatePem
  }
}
