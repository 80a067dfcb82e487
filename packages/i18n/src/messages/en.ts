/** What recipients are told. English is the source: the other languages have the same texts with the same holes. */
export const en = {
  'shipment.ready.subject': 'Ready to collect: your order from {shop}',
  'shipment.ready.text': `Your order from {shop} is in the locker.

Code: {code}
Where: {location}, {address}
What: {parcels}, {doors}
Until: {until}

Type the code at the locker. Every door with something for you opens by itself.`,
  'shipment.ready.sms': '{shop}: {parcels} at {location}, {address}. Code {code}, until {until}.',

  'shipment.reminder.subject': 'Still waiting for you: your order from {shop}',
  'shipment.reminder.text': `Your order from {shop} is still in the locker. Please collect it before its time ends.

Code: {code}
Where: {location}, {address}
What: {parcels}, {doors}
Until: {until}`,
  'shipment.reminder.sms': '{shop}: please collect by {until}. {location}, {address}. Code {code}.',

  'shipment.expired.subject': 'The storage time has ended: your order from {shop}',
  'shipment.expired.text': `The time to collect your order from {shop} ended on {until}.

A courier will take it back. Until that happens, you can still collect it.

Code: {code}
Where: {location}, {address}
What: {parcels}, {doors}`,
  'shipment.expired.sms':
    '{shop}: storage ended {until}. Code {code} still works until a courier takes it back. {location}, {address}.',

  'shipment.extended.subject': 'More time to collect: your order from {shop}',
  'shipment.extended.text': `You now have more time to collect your order from {shop}.

Code: {code}
Where: {location}, {address}
What: {parcels}, {doors}
Until: {until}`,
  'shipment.extended.sms':
    '{shop}: more time, now until {until}. {location}, {address}. Code {code}.',

  'shipment.cancelled.subject': 'Called off: your order from {shop}',
  'shipment.cancelled.text': `{shop} has called off your order at {location}, {address}.

There is nothing to collect any more, and your code does not work now. If this surprises you, please ask {shop}.`,
  'shipment.cancelled.sms':
    '{shop} has called off your order at {location}. Please do not come; the code does not work now.',
} as const

/** Counted things, one form per plural category of the language. */
export const enCounts = {
  parcels: { one: '{count} parcel', other: '{count} parcels' },
  doors: { one: '{count} door', other: '{count} doors' },
} as const
