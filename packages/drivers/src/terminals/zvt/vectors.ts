/** Messages as they stand in public descriptions and in the tests of other programs; facts, with what they mean. */
export const zvtVectors = [
  { hex: '06 01 07 04 00 00 00 00 10 00', meaning: 'pay 10.00' },
  { hex: '80 00 00', meaning: 'positive answer' },
  { hex: '06 0F 00', meaning: 'completion' },
  { hex: '06 1E 01 6C', meaning: 'aborted by key' },
  { hex: '04 0F 02 27 00', meaning: 'status: approved' },
  { hex: '04 FF 01 0A', meaning: 'insert card' },
  { hex: '06 01 09 04 00 00 00 00 33 00 02 0A', meaning: 'vending: pay 33.00' },
  { hex: '84 9D 07 04 00 00 00 00 22 00', meaning: 'vending: deliver for 22.00' },
  { hex: '84 66 00', meaning: 'vending: no goods' },
  { hex: '84 9C 00', meaning: 'more time' },
  { hex: '84 83 00', meaning: 'not possible' },
  { hex: '06 00 08 00 00 00 BE 09 78 03 00', meaning: 'registration, euro' },
] as const

export const serialVectors = [
  {
    hex: '06 01 07 04 00 00 00 00 10 00',
    wire: '10 02 06 01 07 04 00 00 00 00 10 10 00 10 03 62 91',
  },
  { hex: '80 00 00', wire: '10 02 80 00 00 10 03 F5 1F' },
] as const
