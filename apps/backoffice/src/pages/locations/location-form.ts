import type {
  LocationReply,
  LocationStatus,
} from '@cubby/protocol/operations/locations/location-shapes'
import type { Say } from '../../text.ts'

export type ClosureValues = { from: string; until: string; reason: string }
export type DirectionValues = { language: string; text: string }

/** A place as the form shows it. */
export type LocationValues = {
  name: string
  code: string
  line1: string
  line2: string
  postCode: string
  city: string
  country: string
  latitude: number | string
  longitude: number | string
  timeZone: string
  openingHours: string
  courierHours: string
  status: LocationStatus
  closures: ClosureValues[]
  directions: DirectionValues[]
}

/** What every group of its fields is given. */
export type FieldProps = {
  values: LocationValues
  set: <Name extends keyof LocationValues>(name: Name, value: LocationValues[Name]) => void
  errors: Partial<Record<string, string>>
}

export const newLocation: LocationValues = {
  name: '',
  code: '',
  line1: '',
  line2: '',
  postCode: '',
  city: '',
  country: '',
  latitude: '',
  longitude: '',
  timeZone: '',
  openingHours: '',
  courierHours: '',
  status: 'open',
  closures: [],
  directions: [],
}

/** What the form begins with when it changes a place that exists. */
export const valuesOf = ({
  address,
  closures,
  directions,
  ...place
}: LocationReply): LocationValues => ({
  name: place.name,
  code: place.code ?? '',
  line1: address.line1,
  line2: address.line2 ?? '',
  postCode: address.postCode,
  city: address.city,
  country: address.country,
  latitude: place.latitude,
  longitude: place.longitude,
  timeZone: place.timeZone,
  openingHours: place.openingHours ?? '',
  courierHours: place.courierHours ?? '',
  status: place.status,
  closures: closures.map(({ from, until, reason }) => ({
    from: localMinute(from),
    until: until === null ? '' : localMinute(until),
    reason,
  })),
  directions: Object.entries(directions).map(([language, text]) => ({ language, text })),
})

/** A moment as a field for date and time holds it: to the minute, by the clock of whoever looks. */
function localMinute(iso: string): string {
  const at = new Date(iso)
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`
}

const isBetween = (value: number | string, most: number) =>
  typeof value === 'number' && Math.abs(value) <= most

/** What is wrong, by field; the server looks closer. */
export function checkLocation(t: Say, values: LocationValues) {
  const wrong: Partial<Record<keyof LocationValues, string>> = {}
  for (const name of ['name', 'line1', 'postCode', 'city'] as const)
    if (values[name].trim() === '') wrong[name] = t('form.missing')
  if (!/^[A-Z]{2}$/.test(values.country)) wrong.country = t('location.country.wrong')
  if (!isBetween(values.latitude, 90)) wrong.latitude = t('location.latitude.wrong')
  if (!isBetween(values.longitude, 180)) wrong.longitude = t('location.longitude.wrong')
  const isWhole = ({ from, until, reason }: ClosureValues) =>
    from !== '' && reason.trim() !== '' && (until === '' || from < until)
  if (!values.closures.every(isWhole)) wrong.closures = t('location.closures.wrong')
  const isTold = ({ language, text }: DirectionValues) =>
    /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) && text.trim() !== ''
  const languages = new Set(values.directions.map(({ language }) => language))
  if (!values.directions.every(isTold) || languages.size < values.directions.length)
    wrong.directions = t('location.directions.wrong')
  return wrong
}

/** What is sent. */
export const bodyOf = (values: LocationValues) => ({
  name: values.name.trim(),
  code: values.code.trim() || null,
  address: {
    line1: values.line1.trim(),
    line2: values.line2.trim() || null,
    postCode: values.postCode.trim(),
    city: values.city.trim(),
    country: values.country,
  },
  latitude: Number(values.latitude),
  longitude: Number(values.longitude),
  ...(values.timeZone.trim() === '' ? {} : { timeZone: values.timeZone.trim() }),
  openingHours: values.openingHours.trim() || null,
  courierHours: values.courierHours.trim() || null,
  status: values.status,
  closures: values.closures.map(({ from, until, reason }) => ({
    from: new Date(from).toISOString(),
    until: until === '' ? null : new Date(until).toISOString(),
    reason: reason.trim(),
  })),
  directions: Object.fromEntries(
    values.directions.map(({ language, text }) => [language, text.trim()]),
  ),
})
