import type { CustomerReply } from '@cubby/protocol/operations/customers/customer-shapes'
import type { Say } from '../../text.ts'

/** A customer as the form shows him. */
export type CustomerValues = {
  name: string
  phone: string
  email: string
  locale: string
  messages: boolean
  lockerDelivery: boolean
  notes: string
}

export const newCustomer: CustomerValues = {
  name: '',
  phone: '',
  email: '',
  locale: 'en',
  messages: false,
  lockerDelivery: false,
  notes: '',
}

/** What the form begins with when it changes one that exists. */
export const valuesOf = ({
  name,
  phone,
  email,
  locale,
  consents,
  notes,
}: CustomerReply): CustomerValues => ({
  name: name ?? '',
  phone: phone ?? '',
  email: email ?? '',
  locale,
  ...consents,
  notes: notes ?? '',
})

/** A number as people write it, without what stands between its digits. */
const digitsOf = (phone: string) => phone.replaceAll(/[ ()/.-]/g, '').replace(/^00/, '+')

/** What is wrong, by field; the server looks more closely. */
export function checkCustomer(t: Say, { name, phone, email }: CustomerValues) {
  const wrong: Partial<Record<keyof CustomerValues, string>> = {}
  if (name.trim() === '') wrong.name = t('form.missing')
  if (phone.trim() !== '' && !/^\+[1-9]\d{6,14}$/.test(digitsOf(phone)))
    wrong.phone = t('customer.phone.wrong')
  if (email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(email.trim()))
    wrong.email = t('customer.email.wrong')
  return wrong
}

/** What is sent. */
export const bodyOf = (values: CustomerValues) => ({
  name: values.name.trim(),
  phone: digitsOf(values.phone.trim()) || null,
  email: values.email.trim() || null,
  locale: values.locale,
  consents: { messages: values.messages, lockerDelivery: values.lockerDelivery },
  notes: values.notes.trim() || null,
})
