import type { Counts, Texts } from './texts.ts'

export const ar: Texts = {
  'shipment.ready.subject': 'جاهز للاستلام: طلبك من {shop}',
  'shipment.ready.text': `طلبك من {shop} موجود في الخزانة.

الرمز: {code}
المكان: {location}، {address}
المحتوى: {parcels}، {doors}
حتى: {until}

أدخل الرمز عند الخزانة، وسيُفتح من تلقاء نفسه كل باب خلفه شيء لك.`,
  'shipment.ready.sms': '{shop}: {parcels}. {location}، {address}. الرمز {code}، حتى {until}.',

  'shipment.reminder.subject': 'ما زال بانتظارك: طلبك من {shop}',
  'shipment.reminder.text': `طلبك من {shop} ما زال في الخزانة. يرجى استلامه قبل انتهاء المدة.

الرمز: {code}
المكان: {location}، {address}
المحتوى: {parcels}، {doors}
حتى: {until}`,
  'shipment.reminder.sms': '{shop}: يرجى الاستلام قبل {until}. {location}، {address}. الرمز {code}.',

  'shipment.expired.subject': 'انتهت مدة الحفظ: طلبك من {shop}',
  'shipment.expired.text': `انتهت مدة استلام طلبك من {shop}: {until}.

سيعيده مندوب التوصيل. وحتى ذلك الحين ما زال بإمكانك استلامه.

الرمز: {code}
المكان: {location}، {address}
المحتوى: {parcels}، {doors}`,
  'shipment.expired.sms':
    '{shop}: انتهت المدة {until}. الرمز {code} صالح إلى أن يستعيد المندوب الطلب. {location}، {address}.',

  'shipment.extended.subject': 'وقت أطول للاستلام: طلبك من {shop}',
  'shipment.extended.text': `لديك الآن وقت أطول لاستلام طلبك من {shop}.

الرمز: {code}
المكان: {location}، {address}
المحتوى: {parcels}، {doors}
حتى: {until}`,
  'shipment.extended.sms': '{shop}: مُدّدت المدة حتى {until}. {location}، {address}. الرمز {code}.',

  'shipment.cancelled.subject': 'أُلغي: طلبك من {shop}',
  'shipment.cancelled.text': `ألغى {shop} طلبك في {location}، {address}.

لم يعد هناك ما يُستلم، ولم يعد رمزك صالحًا. إذا فاجأك ذلك فيرجى سؤال {shop}.`,
  'shipment.cancelled.sms':
    'ألغى {shop} طلبك في {location}. لا حاجة إلى الحضور؛ لم يعد الرمز صالحًا.',
}

export const arCounts: Counts = {
  parcels: {
    zero: 'لا طرود',
    one: 'طرد واحد',
    two: 'طردان',
    few: '{count} طرود',
    many: '{count} طردًا',
    other: '{count} طرد',
  },
  doors: {
    zero: 'لا أبواب',
    one: 'باب واحد',
    two: 'بابان',
    few: '{count} أبواب',
    many: '{count} بابًا',
    other: '{count} باب',
  },
}
