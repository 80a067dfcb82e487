import { minutes, seconds } from '@cubby/kit/clock'
import { defineTerminal } from '../define-terminal.ts'

export const zvt = defineTerminal({
  model: 'zvt',
  vendor: 'many makers (Germany, Austria, Switzerland)',
  name: 'ZVT terminal',
  links: ['tcp', 'serial'],
  findingOut: 'by-mark',
  operations: ['sale', 'refund', 'void', 'settle', 'test-link'],
  tellsLast: true,
  hasVending: true,
  canAbort: true,
  patience: seconds(180),
  settlePatience: minutes(10),
  confidence: 'running-terminal',
  caveats: [
    {
      text: 'A lost answer is found by comparing the last receipt with the one before the sale (repeat receipt, 06 20). Each sale is therefore preceded by that question; whether a terminal answers it silently or prints it again depends on its configuration byte.',
      source: 'public description of the protocol; not seen on a terminal of ours',
    },
    {
      text: 'While a payment is under way the terminal must answer "please wait" (84 9C) to that question, as the protocol has it; one that tells its last receipt meanwhile would mislead us. Try it once: ask for the last receipt with a card request open.',
      source: 'public description of the protocol',
    },
    {
      text: 'A lost sale is believed only when its receipt is the very next one with the same amount. Where a terminal counts refused payments too, people are asked more often.',
      source: 'design',
    },
    {
      text: 'A terminal that has never sold anything has no last receipt: if the very first answer is lost, people must look. Sell something by hand first.',
      source: 'follows from the way of finding out',
    },
    {
      text: 'In vending mode nothing public says whether the terminal takes or frees the money when the connection is lost before the goods are confirmed; the last receipt is believed.',
      source: 'public description of the protocol',
    },
    {
      text: 'A whole payment may take 180 seconds (T4), however often the terminal says that it is at work; then it is asked to stop (06 B0), unless a door is being opened for it, and five seconds later (T3) the payment is unknown and its receipt is looked for.',
      source: 'public description of the protocol',
    },
    {
      text: 'A refund asks for the card again; a void by receipt number does not.',
      source: 'public description of the protocol',
    },
    {
      text: 'Of the letters beyond ASCII on slips only the German ones, é, £ and € are read.',
      source: 'packages/drivers/src/terminals/zvt/fields.ts',
    },
  ],
  notSupported: [
    { text: 'Reversing "the last" without naming it: the protocol has the void by receipt number instead.', source: 'public description of the protocol' },
    { text: 'Delivering for a smaller amount in vending mode (84 9D): our prices are known before.', source: 'design' },
    { text: 'Pre-authorisation, tips, top-ups, prepaid and software update: no flow of ours needs them.', source: 'design' },
  ],
}) // prettier-ignore
