import { newSigningPair, type Signer, signer } from '@cubby/keys/signing'
import type { EnrolReply } from '@cubby/protocol/link/messages'
import type { EdgeDisk, Enrolled } from './edge-disk.ts'

/**
 * The device's key and what it was given for it. The key is made before the first word to the server and never
 * changes, so that an enrolment whose answer was lost is asked for again under the same identity.
 */
export class Identity {
  readonly #disk: EdgeDisk
  readonly #privatePem: string
  readonly key: Signer
  #enrolled: Enrolled | null

  constructor(disk: EdgeDisk) {
    this.#disk = disk
    const stored = disk.identity()
    this.#enrolled = stored?.enrolled ?? null
    this.#privatePem = stored?.privatePem ?? newSigningPair().privatePem
    if (!stored) disk.saveIdentity({ privatePem: this.#privatePem, enrolled: null })
    this.key = signer(this.#privatePem)
  }

  get enrolled() {
    return this.#enrolled
  }

  /** Keeps what the server answered to the enrolment. */
  enrol({ locker, lockerKey, directoryKey, signingKeys }: EnrolReply) {
    const enrolled = { locker, lockerKey, directoryKey, signingKeys }
    this.#disk.saveIdentity({ privatePem: this.#privatePem, enrolled })
    this.#enrolled = enrolled
  }
}
