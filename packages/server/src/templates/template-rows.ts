import type { MessageKind } from '@cubby/domain/processes/process'
import {
  builtInTemplate,
  knownHoles,
  neededHoles,
  sampleValues,
  type Template,
  type TemplateProblem,
  templateProblems,
} from '@cubby/i18n/messages/template'
import { isoTime } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import type {
  messageLanguages,
  TemplateInFull,
  TemplateReply,
} from '@cubby/protocol/operations/templates/template-shapes'
import type { Kysely, Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type Caller, maySee } from '../http/caller.ts'
import { found, wrongFields } from '../http/told.ts'

type Language = (typeof messageLanguages)[number]
export type TemplatePlace = { organization: string; kind: MessageKind; language: Language }

export const templateColumns = ['kind', 'language', 'subject', 'body', 'sms', 'changed_at'] as const
type TemplateRow = Pick<Selectable<Db['message_template']>, (typeof templateColumns)[number]>

/** A template as lists tell of it. */
export const toldTemplate = (row: TemplateRow): TemplateReply => ({
  kind: row.kind,
  language: row.language as Language,
  subject: row.subject,
  text: row.body,
  sms: row.sms,
  changedAt: isoTime(row.changed_at),
})

/** The organization's name, when this caller may see it; 404 else. */
export async function shopSeen(db: Kysely<Db>, caller: Caller, organization: string) {
  const id = uuidOf(organization)
  const row = maySee(caller, id)
    ? await db
        .selectFrom('organization')
        .select(['id', 'name'])
        .where('id', '=', id)
        .executeTakeFirst()
    : null
  return found(row, 'organization')
}

/** What the organization says, what we say, and what can be filled in. */
export async function templateInFull(
  db: Kysely<Db>,
  shop: { id: string; name: string },
  { kind, language }: Omit<TemplatePlace, 'organization'>,
): Promise<TemplateInFull> {
  const row = await db
    .selectFrom('message_template')
    .select(templateColumns)
    .where('organization_id', '=', shop.id)
    .where('kind', '=', kind)
    .where('language', '=', language)
    .executeTakeFirst()
  const samples = sampleValues(language, shop.name)
  const needed = new Set(neededHoles(kind, 'text'))
  return {
    ...(row ? toldTemplate(row) : { kind, language, ...nothing, changedAt: null }),
    builtIn: builtInTemplate(kind, language),
    placeholders: knownHoles(kind).map((name) => ({
      name,
      isNeeded: needed.has(name),
      sample: samples[name] ?? '',
    })),
  }
}

const nothing = { subject: null, text: null, sms: null }

const details: Record<TemplateProblem['code'], (name: string) => string> = {
  'unknown-placeholder': (name) => `this message does not know {${name}}`,
  'missing-placeholder': (name) => `{${name}} must be in it, or nobody can collect`,
  'too-many': () => 'has too many placeholders',
  'stray-brace': () => 'has a brace that is no placeholder',
  'link-beside-code': () => 'must not have a link beside a code',
}

/** Refuses a template that a recipient could not use, at the field. */
export function checkTemplate(kind: MessageKind, template: Template): void {
  const problems = templateProblems(kind, template)
  if (problems.length > 0)
    throw wrongFields(
      problems.map(({ part, code, name }) => ({
        pointer: `/${part}`,
        code,
        detail: details[code](name),
      })),
    )
}
