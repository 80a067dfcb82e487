import type { MessageKind } from '@cubby/domain/processes/process'
import { type Catalogue, catalogueFor } from '@cubby/i18n/catalogues'
import { codeText, counted, fill, momentText } from '@cubby/i18n/fill'
import { type Template, type TemplatePart, templateProblems } from '@cubby/i18n/messages/template'
import { must } from '@cubby/kit/assert'
import { idOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { AppContext } from '../context.ts'
import type { Address } from '../db/tables/network-tables.ts'
import { isForPeople, type Told, type ToldAbout } from './told.ts'

export type Rendered = { subject: string; text: string }

/**
 * The text of a message as it would go out now. The code is opened for this and kept nowhere: whoever shows the
 * answer to a person must know that this person may see codes.
 */
export function renderTold(ctx: Pick<AppContext, 'keys'>, told: Told): Rendered {
  if (told.channel === 'webhook' || !isForPeople(told.kind))
    return { subject: told.kind, text: JSON.stringify(told.data) }
  const about = must(told.shipment, 'a message to a person speaks of a shipment')
  const catalogue = catalogueFor(told.locale)
  const hasCode = catalogue.texts[`${told.kind}.text`].includes('{code}')
  const code = hasCode ? codeText(catalogue, openCode(ctx, about)) : ''
  const own = usable(told.kind, about.template)
  return told.channel === 'sms'
    ? {
        subject: '',
        text: smsText(catalogue, told.kind, own, valuesOf(catalogue, about, code, short)),
      }
    : emailText(
        catalogue,
        told.kind,
        own,
        valuesOf(catalogue, about, code, (text) => text),
      )
}

/** What the organization says, as far as it still fits: one that was good under older rules may leave a hole open. */
function usable(kind: MessageKind, template: Template): Template {
  const wrong = new Set(templateProblems(kind, template).map(({ part }) => part))
  const fitting = (part: TemplatePart) => (wrong.has(part) ? null : template[part])
  return { subject: fitting('subject'), text: fitting('text'), sms: fitting('sms') }
}

function openCode({ keys }: Pick<AppContext, 'keys'>, { right }: ToldAbout): string {
  const { id, codeSealed } = must(right, 'a shipment that is told of has a right to collect it')
  return keys.unsealCode(idOf('grn', id), codeSealed)
}

type Values = ReturnType<typeof valuesOf>

/** What goes into the holes. `fit` shortens what operators and shops may write at any length. */
function valuesOf(
  catalogue: Catalogue,
  about: ToldAbout,
  code: string,
  fit: (text: string, charsMax: number) => string,
) {
  const { shop, location, address, parcels, doors, dueAt, timeZone } = about
  const line = (text: string, charsMax: number) =>
    fit(text.replaceAll(/\s+/g, ' ').trim(), charsMax)
  return {
    code,
    shop: line(shop, 30),
    location: line(location, 40),
    address: line(addressText(address), 70),
    parcels: counted(catalogue, 'parcels', parcels),
    doors: counted(catalogue, 'doors', doors),
    until: dueAt === null ? '–' : momentText(catalogue, dueAt, timeZone),
  }
}

function emailText(
  { texts }: Catalogue,
  kind: MessageKind,
  own: Template,
  values: Values,
): Rendered {
  const subject = fill(own.subject ?? texts[`${kind}.subject`], values)
  return { subject, text: `${fill(own.text ?? texts[`${kind}.text`], values)}\n` }
}

const smsText = ({ texts }: Catalogue, kind: MessageKind, own: Template, values: Values): string =>
  short(fill(own.sms ?? texts[`${kind}.sms`], values), limits.smsCharsMax)

/** Three full stops rather than one ellipsis: that character would halve the room of a text message. */
function short(text: string, charsMax: number): string {
  const chars = Array.from(text)
  return chars.length <= charsMax
    ? text
    : `${chars
        .slice(0, charsMax - 3)
        .join('')
        .trimEnd()}...`
}

const addressText = ({ line1, line2, postCode, city }: Address) =>
  [line1, line2, `${postCode} ${city}`].filter((part) => part).join(', ')
