import { defineTerminal } from '../define-terminal.ts'
import { tellsBySlip } from '../text/by-slip.ts'

export const ingenicoArcus = defineTerminal({
  model: 'ingenico-arcus2',
  vendor: 'Ingenico (also on Verifone)',
  name: 'ARCUS 2 (CommandLineTool)',
  links: ['tool'],
  ...tellsBySlip,
  caveats: [
    {
      text: 'A lost answer is looked for in the files first, then in the copy of the last slip, whose reference is compared with that of the copy before the sale. Each sale is therefore preceded by a copy, which some terminals print.',
      source: 'follows from the way of finding out',
    },
    {
      text: 'Where the installation has no operation for the slip copy, or the last slip has no RRN, people must look.',
      source: 'follows from the way of finding out',
    },
    {
      text: 'The numbers of operations are taken from INI/ops.ini by class and code; three profiles are known.',
      source: 'installations in use',
    },
    {
      text: 'Numeric results mean something else in each profile. Reasons are read out of the texts of INI/rc_res.ini, and are "other" where these are not understood.',
      source: 'no list is public',
    },
    {
      text: 'Of output.dat only the lines of the card and of the authorisation code are used.',
      source: 'its layout is not public in full',
    },
    {
      text: 'The link is tested with the short report, because no operation for just that is documented.',
      source: 'design',
    },
    {
      text: 'The program may run for 180 seconds; then it is ended, the payment is unknown, and looked for as above. A success whose slip does not name the amount is looked for, too.',
      source: 'installations in use',
    },
  ],
  notSupported: [
    { text: 'Stopping a payment that waits for its card: looked for in papers and programs, and not found. It ends by the terminal’s own time, PPAD_IDLE_TO in INI/cashreg.ini: 120 seconds where we saw one. Keep it below our 180.', source: 'no public document; settings of two installations' },
    { text: 'Payments by QR code of the fast payment system (1,109 and 1,110), pre-authorisation and completion: no flow of ours needs them yet.', source: 'design' },
    { text: 'arccom.dll: a 32-bit Windows library.', source: 'design' },
  ],
}) // prettier-ignore
