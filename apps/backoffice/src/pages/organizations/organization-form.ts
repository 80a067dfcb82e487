import type { OrganizationReply } from '@cubby/protocol/operations/organizations/organization-shapes'
import type { OrganizationId } from '@cubby/kit/ids'
import type { Say } from '../../text.ts'

/** An organization as the form shows it. */
export type OrganizationValues = {
  name: string
  kind: 'shop' | 'delivery-operator'
  carriers: string[]
  storageHours: number | string
  extensionHours: number | string
  extensionsMax: number | string
  reminders: string
  mayShareCell: boolean
  acceptsUnannounced: boolean
}

export const newOrganization: OrganizationValues = {
  name: '',
  kind: 'shop',
  carriers: [],
  storageHours: 48,
  extensionHours: 24,
  extensionsMax: 1,
  reminders: '6',
  mayShareCell: false,
  acceptsUnannounced: false,
}

/** What the form begins with when it changes one that exists. */
export const valuesOf = ({
  name,
  kind,
  carriers,
  rules,
}: OrganizationReply): OrganizationValues => ({
  name,
  kind: kind === 'shop' ? 'shop' : 'delivery-operator',
  carriers: [...carriers],
  storageHours: rules.storageHours,
  extensionHours: rules.extensionHours,
  extensionsMax: rules.extensionsMax,
  reminders: rules.reminderHoursBefore.join(', '),
  mayShareCell: rules.mayShareCell,
  acceptsUnannounced: rules.acceptsUnannounced,
})

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
  if (reminders.length > 5 || !reminders.every((hours) => isWhole(hours, 1, 720)))
    wrong.reminders = t('organization.reminders.wrong')
  return wrong
}

/** What is sent. */
export const bodyOf = (values: OrganizationValues) => ({
  name: values.name.trim(),
  carriers: values.carriers as OrganizationId[],
  rules: {
    storageHours: Number(values.storageHours),
    extensionHours: Number(values.extensionHours),
    extensionsMax: Number(values.extensionsMax),
    reminderHoursBefore: hoursOf(values.reminders),
    mayShareCell: values.mayShareCell,
    acceptsUnannounced: values.acceptsUnannounced,
  },
})
