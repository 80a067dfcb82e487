import { minutes, seconds } from '@cubby/kit/clock'
import { defineTerminal } from '../define-terminal.ts'

export const ttk2 = defineTerminal({
  model: 'ttk2',
  vendor: 'Sberbank and others',
  name: 'TTK-2 terminal (stand-alone and Android terminals)',
  links: ['tcp'],
  findingOut: 'by-people',
  operations: ['sale', 'refund', 'void', 'settle', 'test-link'],
  tellsLast: false,
  hasVending: false,
  canAbort: true,
  patience: seconds(110),
  settlePatience: minutes(10),
  confidence: 'running-terminal',
  caveats: [
    {
      text: 'No question for the result of an earlier payment is documented. After every lost answer, and after every crash during a payment, people must look at the terminal’s journal; they are asked only when its longest time has passed. Choose another terminal where nobody can.',
      source: 'no public document',
    },
    {
      text: 'A whole payment may take 110 seconds, however often the terminal says that it is at work; then it is asked to stop (ABR), and five seconds later the payment is unknown. An answer must carry our number; the amount is compared where it is told.',
      source: 'one running terminal',
    },
    {
      text: 'The currency is the terminal’s own: how the field is written is not certain, so it is not sent.',
      source: 'unverified',
    },
    {
      text: 'Seen from public code of one till only; the order of its fields and the number of an operation (eight digits) follow that.',
      source: 'one running terminal',
    },
  ],
  notSupported: [
    { text: 'Pre-authorisation (AUT, AUH, CMP) and the service menu: no flow of ours needs them.', source: 'design' },
    { text: 'Payments with a track that the till has read: cards are read by the terminal only.', source: 'design' },
  ],
}) // prettier-ignore
