import type { Counts, Texts } from './texts.ts'

export const ru: Texts = {
  'shipment.ready.subject': 'Можно забирать: ваш заказ из {shop}',
  'shipment.ready.text': `Ваш заказ из {shop} ждёт вас в постамате.

Код: {code}
Где: {location}, {address}
Что: {parcels}, {doors}
До: {until}

Введите код на постамате. Все ячейки с вашими посылками откроются сами.`,
  'shipment.ready.sms': '{shop}: {parcels}. {location}, {address}. Код {code}, до {until}.',

  'shipment.reminder.subject': 'Всё ещё ждёт вас: заказ из {shop}',
  'shipment.reminder.text': `Ваш заказ из {shop} всё ещё в постамате. Пожалуйста, заберите его до окончания срока.

Код: {code}
Где: {location}, {address}
Что: {parcels}, {doors}
До: {until}`,
  'shipment.reminder.sms': '{shop}: заберите до {until}. {location}, {address}. Код {code}.',

  'shipment.expired.subject': 'Срок хранения закончился: заказ из {shop}',
  'shipment.expired.text': `Срок хранения вашего заказа из {shop} закончился: {until}.

Курьер увезёт его обратно. До этого вы ещё можете его забрать.

Код: {code}
Где: {location}, {address}
Что: {parcels}, {doors}`,
  'shipment.expired.sms':
    '{shop}: срок закончился {until}. Код {code} действует, пока курьер не увёз заказ. {location}, {address}.',

  'shipment.extended.subject': 'Срок хранения продлён: заказ из {shop}',
  'shipment.extended.text': `Теперь у вас больше времени, чтобы забрать заказ из {shop}.

Код: {code}
Где: {location}, {address}
Что: {parcels}, {doors}
До: {until}`,
  'shipment.extended.sms': '{shop}: срок продлён до {until}. {location}, {address}. Код {code}.',

  'shipment.cancelled.subject': 'Отменён: ваш заказ из {shop}',
  'shipment.cancelled.text': `{shop}: заказ в постамате {location}, {address}, отменён.

Забирать больше нечего, код уже не действует. Если это для вас неожиданно, обратитесь, пожалуйста, в {shop}.`,
  'shipment.cancelled.sms':
    '{shop}: заказ в постамате {location} отменён. Приезжать не нужно, код уже не действует.',
}

export const ruCounts: Counts = {
  parcels: {
    one: '{count} посылка',
    few: '{count} посылки',
    many: '{count} посылок',
    other: '{count} посылки',
  },
  doors: {
    one: '{count} ячейка',
    few: '{count} ячейки',
    many: '{count} ячеек',
    other: '{count} ячейки',
  },
}
