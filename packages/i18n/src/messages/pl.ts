import type { Counts, Texts } from './texts.ts'

export const pl: Texts = {
  'shipment.ready.subject': 'Gotowe do odbioru: zamówienie z {shop}',
  'shipment.ready.text': `Twoje zamówienie z {shop} czeka w automacie.

Kod: {code}
Gdzie: {location}, {address}
Co: {parcels}, {doors}
Do: {until}

Wpisz kod na automacie. Wszystkie skrytki z Twoimi paczkami otworzą się same.`,
  'shipment.ready.sms': '{shop}: {parcels}. {location}, {address}. Kod {code}, do {until}.',

  'shipment.reminder.subject': 'Wciąż czeka: zamówienie z {shop}',
  'shipment.reminder.text': `Twoje zamówienie z {shop} wciąż czeka w automacie. Odbierz je, zanim minie termin.

Kod: {code}
Gdzie: {location}, {address}
Co: {parcels}, {doors}
Do: {until}`,
  'shipment.reminder.sms': '{shop}: odbierz do {until}. {location}, {address}. Kod {code}.',

  'shipment.expired.subject': 'Termin odbioru minął: zamówienie z {shop}',
  'shipment.expired.text': `Termin odbioru zamówienia z {shop} minął: {until}.

Kurier zabierze je z powrotem. Do tego czasu możesz je jeszcze odebrać.

Kod: {code}
Gdzie: {location}, {address}
Co: {parcels}, {doors}`,
  'shipment.expired.sms':
    '{shop}: termin minął {until}. Kod {code} działa, dopóki kurier nie zabierze paczki. {location}, {address}.',

  'shipment.extended.subject': 'Więcej czasu na odbiór: zamówienie z {shop}',
  'shipment.extended.text': `Masz teraz więcej czasu na odbiór zamówienia z {shop}.

Kod: {code}
Gdzie: {location}, {address}
Co: {parcels}, {doors}
Do: {until}`,
  'shipment.extended.sms':
    '{shop}: termin przedłużony do {until}. {location}, {address}. Kod {code}.',

  'shipment.cancelled.subject': 'Odwołane: zamówienie z {shop}',
  'shipment.cancelled.text': `{shop}: zamówienie w automacie {location}, {address}, zostało odwołane.

Nie ma już czego odbierać, a kod nie działa. Jeśli to dla Ciebie niespodzianka, zapytaj w {shop}.`,
  'shipment.cancelled.sms':
    '{shop}: zamówienie w automacie {location} zostało odwołane. Nie przychodź, kod już nie działa.',
}

export const plCounts: Counts = {
  parcels: {
    one: '{count} paczka',
    few: '{count} paczki',
    many: '{count} paczek',
    other: '{count} paczki',
  },
  doors: {
    one: '{count} skrytka',
    few: '{count} skrytki',
    many: '{count} skrytek',
    other: '{count} skrytki',
  },
}
