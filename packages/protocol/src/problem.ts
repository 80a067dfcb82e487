import { z } from 'zod'

/** RFC 9457. `code` is stable and for programs; `title` and `detail` are for people and may change. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  /** A short reference to quote to support; it stands in the server's log. */
  reference: z.string(),
  retryable: z.boolean(),
  /** What is wrong where: JSON pointers into the body, or `/query/…`, `/params/…`, `/headers/…`. */
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })),
  /** What else a program may use: limits, times, ids. */
  extra: z.record(z.string(), z.unknown()),
})
export type Problem = z.infer<typeof problem>

export const PROBLEM_TYPE = 'application/problem+json'
