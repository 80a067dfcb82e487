import type { OfficeTextId } from '@cubby/i18n/office/texts'
import { ApiRefusal, ApiUnreachable } from '@cubby/sdk/api-error'
import type { Problem } from '@cubby/protocol/problem'
import { named, type Say } from '../text.ts'

export type Trouble = {
  kind: 'offline' | 'forbidden' | 'missing' | 'refused' | 'fault'
  title: OfficeTextId
  /** What to do. */
  advice: string
  /** To quote to whoever helps. */
  reference: string | null
}

/** An error as people need it: what happened, what to do, and a short reference. */
export function explain(t: Say, error: unknown): Trouble {
  if (error instanceof ApiUnreachable)
    return {
      kind: 'offline',
      title: 'trouble.offline',
      advice: t('trouble.offline.advice'),
      reference: null,
    }
  if (!(error instanceof ApiRefusal))
    return {
      kind: 'fault',
      title: 'trouble.fault',
      advice: t('trouble.fault.advice'),
      reference: null,
    }
  const { status, code, detail, reference } = error.problem
  if (status === 403)
    return {
      kind: 'forbidden',
      title: 'trouble.forbidden',
      advice: t('trouble.forbidden.advice'),
      reference,
    }
  if (status === 404)
    return {
      kind: 'missing',
      title: 'trouble.missing',
      advice: t('trouble.missing.advice'),
      reference,
    }
  if (status >= 500)
    return { kind: 'fault', title: 'trouble.fault', advice: t('trouble.fault.advice'), reference }
  const known = named(t, 'trouble.code', code)
  return {
    kind: 'refused',
    title: 'trouble.refused',
    advice: known === code ? detail : known,
    reference,
  }
}

/** What is wrong with each field of a form, by the name of the field. */
export function fieldTroubles(t: Say, error: unknown): Record<string, string> {
  return error instanceof ApiRefusal ? fieldWords(t, error.problem.errors) : {}
}

/** The same of what a server said. Several about one field are said one after the other. */
export function fieldWords(t: Say, errors: Problem['errors']): Record<string, string> {
  const words: Record<string, string> = {}
  for (const { pointer, code, detail } of errors) {
    const field = pointer.split('/')[1] ?? ''
    const known = named(t, 'trouble.field', code)
    const text = known === code ? detail : known
    const before = words[field]
    words[field] = before === undefined || before === text ? text : `${before} ${text}`
  }
  return words
}
