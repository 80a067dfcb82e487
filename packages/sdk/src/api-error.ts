import type { Problem } from '@cubby/protocol/problem'

/** The server answered, and the answer is no. `problem.code` is for programs, `problem.reference` for people who ask for help. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal'
  readonly operation: string
  readonly problem: Problem

  constructor(operation: string, problem: Problem) {
    super(`${operation}: ${problem.code}: ${problem.detail}`)
    this.operation = operation
    this.problem = problem
  }
}

/** No answer came, or none that this API gives. Whether a write was done is not known: say it again under the same key. */
export class ApiUnreachable extends Error {
  override name = 'ApiUnreachable'
  readonly operation: string

  constructor(operation: string, options?: ErrorOptions) {
    super(`${operation}: no answer from the server`, options)
    this.operation = operation
  }
}
