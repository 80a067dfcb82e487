import { defineTerminal } from '../define-terminal.ts'
import { tellsBySlip } from '../text/by-slip.ts'

export const inpasDualConnector = defineTerminal({
  model: 'inpas-dualconnector',
  vendor: 'INPAS (PAX and other terminals)',
  name: 'INPAS DualConnector / SmartSale (HTTP)',
  links: ['http'],
  ...tellsBySlip,
  caveats: [
    {
      text: 'A lost answer is found in the copy of the last slip (operation 63, field 65 = 22), whose RRN is compared with that of the copy before the sale.',
      source: 'three transports of one product',
    },
    {
      text: 'A refund is operation 29; some profiles use 3: the setting refundOperation.',
      source: 'three transports of one product, two small projects',
    },
    {
      text: 'A terminal that has never sold anything has no slip: if the very first answer is lost, people must look. Sell something by hand first.',
      source: 'follows from the way of finding out',
    },
    {
      text: 'Replies declare windows-1251 and may be in UTF-8 or cp866: the alphabet is guessed from the words.',
      source: 'running connectors',
    },
    {
      text: 'A whole payment may take 180 seconds, told to the connector as well; then it is unknown, and looked for in the copy of the last slip. Replies must name the amount, and no other currency or number than was asked.',
      source: 'protocols of running connectors',
    },
  ],
  notSupported: [
    { text: 'Stopping a payment that waits for its card: looked for in papers and programs, and found for no transport of this family. Operations 52 and 21 are said by the terminal, 53 takes a finished payment back.', source: 'no public document' },
    { text: 'The native link, the COM object and the console program: the HTTP service does the same.', source: 'design' },
    { text: 'Operation codes beyond those of sale, void, refund, reversal, settlement, test and copies.', source: 'no public document' },
  ],
}) // prettier-ignore
