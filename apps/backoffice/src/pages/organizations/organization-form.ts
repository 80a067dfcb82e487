import {
  type Contact,
  contactRoles,
  type OrganizationInFull,
  type organizationKind,
} from '@cubby/protocol/operations/organizations/organization-shapes'
import type { Ending } from '@cubby/domain/processes/process'
import { isMask } from '@cubby/domain/organizations/reference-mask'
import type { OrganizationId } from '@cubby/kit/ids'
import type { z } from 'zod'
import type { Say } from '../../text.ts'

type NewKind = z.infer<typeof organizationKind>
export type ContactValues = { role: Contact['role']; name: string; email: string; phone: string }

/** An organization as the form shows it. */
export type OrganizationValues = {
  name: string
  kind: NewKind
  legalName: string
  taxNumber: string
  carriers: string[]
  contacts: ContactValues[]
  emailName: string
  smsName: string
  customerNumber: string
  contractNumber: string
  mask: string
  storageHours: number | string
  extensionHours: number | string
  extensionsMax: number | string
  reminders: string
  mayShareCell: boolean
  acceptsUnannounced: boolean
  atEnd: Ending
}

export const newContact: ContactValues = { role: contactRoles[0], name: '', email: '', phone: '' }

export const newOrganization: OrganizationValues = {
  name: '',
  kind: 'shop',
  legalName: '',
  taxNumber: '',
  carriers: [],
  contacts: [],
  emailName: '',
  smsName: '',
  customerNumber: '',
  contractNumber: '',
  mask: '',
  storageHours: 48,
  extensionHours: 24,
  extensionsMax: 1,
  reminders: '6',
  mayShareCell: false,
  acceptsUnannounced: false,
  atEnd: 'withdraw',
}

/** What the form begins with when it changes one that exists. */
export function valuesOf(
  organization: OrganizationInFull,
  contacts: readonly Contact[],
): OrganizationValues {
  const { name, carriers, rules, sender, references, legalName, taxNumber } = organization
  return {
    name,
    kind: 'shop',
    legalName: legalName ?? '',
    taxNumber: taxNumber ?? '',
    carriers: [...carriers],
    contacts: contacts.map(({ email, phone, ...who }) => ({
      ...who,
      email: email ?? '',
      phone: phone ?? '',
    })),
    emailName: sender.emailName ?? '',
    smsName: sender.smsName ?? '',
    customerNumber: references.customerNumber ?? '',
    contractNumber: references.contractNumber ?? '',
    mask: references.mask ?? '',
    storageHours: rules.storageHours,
    extensionHours: rules.extensionHours,
    extensionsMax: rules.extensionsMax,
    reminders: rules.reminderHoursBefore.join(', '),
    mayShareCell: rules.mayShareCell,
    acceptsUnannounced: rules.acceptsUnannounced,
    atEnd: rules.atEnd,
  }
}

const hoursOf = (text: string) =>
  text
    .split(/[,\s،;]+/)
    .filter(Boolean)
    .map(Number)

const isWhole = (value: number | string, from: number, to: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to

/** What is wrong, by field; the same bounds as the server's. */
export function checkOrganization(t: Say, values: OrganizationValues) {
  const reminders = hoursOf(values.reminders)
  const range = (from: number, to: number) => t('form.range', { from, to })
  const wrong: Partial<Record<keyof OrganizationValues, string>> = {}
  if (values.name.trim() === '') wrong.name = t('form.missing')
  if (!isWhole(values.storageHours, 1, 2_160)) wrong.storageHours = range(1, 2_160)
  if (!isWhole(values.extensionHours, 1, 720)) wrong.extensionHours = range(1, 720)
  if (!isWhole(values.extensionsMax, 0, 20)) wrong.extensionsMax = range(0, 20)
  if (values.atEnd === 'extend' && values.extensionsMax === 0)
    wrong.atEnd = t('organization.expiry.no-extension')
  if (reminders.length > 5 || !reminders.every((hours) => isWhole(hours, 1, 720)))
    wrong.reminders = t('organization.reminders.wrong')
  else if (reminders.some((hours) => hours >= Number(values.storageHours)))
    wrong.reminders = t('organization.reminders.late')
  if (!/^(?=[0-9 ]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 ]{0,10}$|^$/.test(values.smsName.trim()))
    wrong.smsName = t('organization.sms-name.wrong')
  if (/[@<>"\\,;:]/.test(values.emailName)) wrong.emailName = t('organization.email-name.wrong')
  if (!isMask(values.mask)) wrong.mask = t('trouble.field.wrong-format')
  if (values.contacts.some(({ name, email, phone }) => !name.trim() || !(email || phone)))
    wrong.contacts = t('organization.contacts.wrong')
  return wrong
}

/** What is typed, or that there is nothing. */
const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

/** What is sent. */
export const bodyOf = (values: OrganizationValues) => ({
  name: values.name.trim(),
  carriers: values.carriers as OrganizationId[],
  legalName: orNull(values.legalName),
  taxNumber: orNull(values.taxNumber),
  contacts: values.contacts.map(({ role, name, email, phone }) => ({
    role,
    name: name.trim(),
    email: orNull(email),
    phone: orNull(phone.replaceAll(/[\s()-]/g, '')),
  })),
  sender: { emailName: orNull(values.emailName), smsName: orNull(values.smsName) },
  references: {
    customerNumber: orNull(values.customerNumber),
    contractNumber: orNull(values.contractNumber),
    mask: orNull(values.mask),
  },
  rules: {
    storageHours: Number(values.storageHours),
    extensionHours: Number(values.extensionHours),
    extensionsMax: Number(values.extensionsMax),
    reminderHoursBefore: hoursOf(values.reminders),
    mayShareCell: values.mayShareCell,
    acceptsUnannounced: values.acceptsUnannounced,
    atEnd: values.atEnd,
  },
})

/** Only what was changed: an organization's own people may not change all of it, and two people do not undo each other. */
export function changesOf(before: OrganizationValues, after: OrganizationValues) {
  const [old, next] = [bodyOf(before), bodyOf(after)]
  const changed = Object.entries(next).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof typeof old]),
  )
  return Object.fromEntries(changed) as Partial<ReturnType<typeof bodyOf>>
}
