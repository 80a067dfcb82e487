import {
  holdsLuhn,
  holdsMod10,
  holdsMod37of36,
  holdsMod7,
  holdsS10,
  holdsUps,
  holdsWeightedMod11,
} from './check-digits.ts'

/**
 * One way in which a carrier numbers its parcels. `number` is the group of that name in the pattern, or the whole: what people call the
 * tracking number when more stands in the bars. Without `check` the form alone tells, which others may use too.
 */
export type NumberForm = {
  /** `carrier-form`, lower case. Never renamed. */
  id: string
  carrier: string
  /** Of a text without spaces, in capitals. */
  pattern: RegExp
  check?: (groups: Readonly<Record<string, string>>) => boolean
}

/** The weights of FedEx repeat from the right; both lengths are in use. */
const holdsFedex12 = (number: string) =>
  holdsWeightedMod11(number, [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1])
const holdsFedex14 = (number: string) =>
  holdsWeightedMod11(number, [1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1])
const whole = (groups: Readonly<Record<string, string>>) => groups.checked ?? groups.number ?? ''
const checkedBy = (holds: (number: string) => boolean) => (groups: Record<string, string>) =>
  holds(whole(groups))

/** The most telling first: a text belongs to the first form whose check digit holds. */
export const numberForms: readonly NumberForm[] = [
  {
    id: 'upu-s10',
    carrier: 'Posts of the world',
    pattern: /^(?<number>[A-Z]{2}(?<checked>\d{9})[A-Z]{2})$/,
    check: checkedBy(holdsS10),
  },
  {
    id: 'ups-1z',
    carrier: 'UPS',
    pattern: /^(?<number>1Z(?<checked>[0-9A-Z]{15}\d))$/,
    check: checkedBy(holdsUps),
  },
  {
    id: 'ups-waybill',
    carrier: 'UPS',
    pattern: /^(?<number>[AHJKTV](?<checked>\d{10}))$/,
    check: checkedBy(holdsUps),
  },
  {
    // Behind 420 stands the postal code of the address: it is in the bars, not in the number.
    id: 'usps-impb',
    carrier: 'USPS',
    pattern: /^(?:420\d{5}(?:\d{4})?)?(?<number>9[2-5]\d{20}(?:\d{4}|\d{8})?)$/,
    check: checkedBy(holdsMod10),
  },
  {
    id: 'usps-91',
    carrier: 'USPS',
    pattern: /^(?:420\d{5}(?:\d{4})?)?(?<number>91\d{20})$/,
    check: checkedBy(holdsMod10),
  },
  {
    id: 'usps-20',
    carrier: 'USPS',
    pattern: /^(?:420\d{5}(?:\d{4})?)?(?<number>\d{20})$/,
    check: ({ number = '' }) => holdsMod10(number) || holdsMod10(`91${number}`),
  },
  {
    id: 'fedex-ground-96',
    carrier: 'FedEx',
    pattern: /^96\d{5}(?<number>\d{15})$/,
    check: checkedBy(holdsMod10),
  },
  {
    id: 'fedex-96-long',
    carrier: 'FedEx',
    pattern: /^96\d{18}(?<checked>\d{2}(?<number>\d{12}))$/,
    check: checkedBy(holdsFedex14),
  },
  {
    id: 'fedex-34',
    carrier: 'FedEx',
    pattern: /^[0-8]\d{19}(?<checked>\d{2}(?<number>\d{12}))$/,
    check: checkedBy(holdsFedex14),
  },
  {
    id: 'fedex-32',
    carrier: 'FedEx',
    pattern: /^3\d{15}(?<number>\d{12})\d{4}$/,
    check: checkedBy(holdsFedex12),
  },
  {
    id: 'fedex-18',
    carrier: 'FedEx',
    pattern: /^\d{2}(?<number>\d{16})$/,
    check: checkedBy(holdsMod10),
  },
  {
    id: 'fedex-ground',
    carrier: 'FedEx',
    pattern: /^(?<number>\d{15})$/,
    check: checkedBy(holdsMod10),
  },
  {
    id: 'canada-post',
    carrier: 'Canada Post',
    pattern: /^(?<number>\d{16})$/,
    check: checkedBy(holdsMod10),
  },
  {
    // The bars begin with % in some countries; the parcel number stands behind the postal code.
    id: 'dpd-28',
    carrier: 'DPD',
    pattern: /^%?(?<checked>[0-9A-Z]\d{6}(?<number>\d{14})\d{6}[0-9A-Z])$/,
    check: checkedBy(holdsMod37of36),
  },
  {
    id: 'dpd-14',
    carrier: 'DPD',
    pattern: /^(?<checked>(?<number>\d{14})[0-9A-Z])$/,
    check: checkedBy(holdsMod37of36),
  },
  {
    id: 'fedex-12',
    carrier: 'FedEx',
    pattern: /^(?<number>\d{12})$/,
    check: checkedBy(holdsFedex12),
  },
  {
    id: 'purolator-12',
    carrier: 'Purolator',
    pattern: /^(?<number>[0-5]\d{11})$/,
    check: checkedBy(holdsLuhn),
  },
  {
    id: 'dhl-express',
    carrier: 'DHL Express',
    pattern: /^(?<number>\d{10,11})$/,
    check: checkedBy(holdsMod7),
  },
  {
    id: 'old-dominion',
    carrier: 'Old Dominion',
    pattern: /^(?<number>(?:77[78]|072|780|80\d)\d{8})$/,
    check: checkedBy(holdsLuhn),
  },
  {
    id: 'ontrac',
    carrier: 'OnTrac',
    pattern: /^(?<number>(?<letter>[CD])(?<digits>\d{14}))$/,
    check: ({ letter, digits = '' }) => {
      const first = letter === 'C' ? '4' : '5'
      return holdsUps(digits.startsWith(first) ? digits : first + digits)
    },
  },
  { id: 'dhl-parcel', carrier: 'DHL', pattern: /^(?<number>JD\d{18})$/ },
  { id: 'dhl-piece', carrier: 'DHL', pattern: /^(?<number>J[A-Z]{2,3}\d{9,20})$/ },
  { id: 'amazon', carrier: 'Amazon Logistics', pattern: /^(?<number>TB[A-Z]\d{12})$/ },
  { id: 'yodel', carrier: 'Yodel', pattern: /^(?<number>JJ?D\d{16})$/ },
  { id: 'yunexpress', carrier: 'YunExpress', pattern: /^(?<number>YT\d{16})$/ },
  { id: 'gofo', carrier: 'GOFO', pattern: /^(?<number>GFUS\d{14})$/ },
  { id: 'landmark', carrier: 'Landmark Global', pattern: /^(?<number>LTN\d{8}N1)$/ },
  { id: 'speedee', carrier: 'Spee-Dee', pattern: /^(?<number>SP\d{18})$/ },
  { id: 'canpar', carrier: 'Canpar', pattern: /^(?<number>[CDKLSUXZ]\d{21})$/ },
  { id: 'purolator-pin', carrier: 'Purolator', pattern: /^(?<number>[A-Z]{3}\d{9})$/ },
  {
    id: 'lasership',
    carrier: 'LaserShip',
    pattern:
      /^(?<number>L[AEHINX][1-3]\d{7}|1LS7[12]\d{10}|1LS7[12]\d{2}01[1-4]\d{6}-1|1LSCX[0-9A-Z]{10})$/,
  },
]
