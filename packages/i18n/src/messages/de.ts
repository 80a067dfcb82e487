import type { Counts, Texts } from './texts.ts'

export const de: Texts = {
  'shipment.ready.subject': 'Abholbereit: Ihre Bestellung bei {shop}',
  'shipment.ready.text': `Ihre Bestellung bei {shop} liegt im Fach.

Code: {code}
Wo: {location}, {address}
Was: {parcels}, {doors}
Bis: {until}

Geben Sie den Code am Automaten ein. Jedes Fach mit etwas für Sie öffnet sich von selbst.`,
  'shipment.ready.sms': '{shop}: {parcels}, {location}, {address}. Code {code}, bis {until}.',

  'shipment.reminder.subject': 'Liegt noch für Sie bereit: Ihre Bestellung bei {shop}',
  'shipment.reminder.text': `Ihre Bestellung bei {shop} liegt noch im Fach. Bitte holen Sie sie rechtzeitig ab.

Code: {code}
Wo: {location}, {address}
Was: {parcels}, {doors}
Bis: {until}`,
  'shipment.reminder.sms': '{shop}: bitte abholen bis {until}. {location}, {address}. Code {code}.',

  'shipment.expired.subject': 'Die Lagerzeit ist abgelaufen: Ihre Bestellung bei {shop}',
  'shipment.expired.text': `Die Abholfrist für Ihre Bestellung bei {shop} endete am {until}.

Ein Kurier wird sie zurückholen. Bis dahin können Sie sie noch abholen.

Code: {code}
Wo: {location}, {address}
Was: {parcels}, {doors}`,
  'shipment.expired.sms':
    '{shop}: Frist endete {until}. Code {code} gilt noch, bis ein Kurier die Sendung zurückholt. {location}, {address}.',

  'shipment.extended.subject': 'Mehr Zeit zum Abholen: Ihre Bestellung bei {shop}',
  'shipment.extended.text': `Sie haben jetzt mehr Zeit, Ihre Bestellung bei {shop} abzuholen.

Code: {code}
Wo: {location}, {address}
Was: {parcels}, {doors}
Bis: {until}`,
  'shipment.extended.sms':
    '{shop}: mehr Zeit, jetzt bis {until}. {location}, {address}. Code {code}.',

  'shipment.cancelled.subject': 'Storniert: Ihre Bestellung bei {shop}',
  'shipment.cancelled.text': `{shop} hat Ihre Bestellung in {location}, {address}, storniert.

Es gibt nichts mehr abzuholen, und Ihr Code gilt nicht mehr. Wenn Sie das überrascht, fragen Sie bitte bei {shop} nach.`,
  'shipment.cancelled.sms':
    '{shop} hat Ihre Bestellung in {location} storniert. Bitte kommen Sie nicht; der Code gilt nicht mehr.',
}

export const deCounts: Counts = {
  parcels: { one: '{count} Paket', other: '{count} Pakete' },
  doors: { one: '{count} Fach', other: '{count} Fächer' },
}
