import { allTerminals, makers } from '@cubby/drivers/terminals/all'
import type { TerminalDefinition } from '@cubby/drivers/terminals/define-terminal'
import { declineReasons } from '@cubby/drivers/terminals/payment'

const confidence: Record<TerminalDefinition['confidence'], string> = {
  'official-document': 'The maker’s or a public document.',
  'running-terminal':
    'Programs that ran with such terminals, but no complete document. Try it on the bench before a machine depends on it.',
  hearsay: 'Hearsay. Try it on the bench before a machine depends on it.',
}

const findingOut: Record<TerminalDefinition['findingOut'], string> = {
  'by-id': 'the terminal is asked for our own number of the payment',
  'by-mark': 'its last slip is compared with the one before the payment',
  'by-files': 'the maker’s program leaves its answer in a file; where it left none, people look',
  'by-people': 'people look at the terminal',
}

/** Terminals that people ask about, and why no driver was written. */
const notSupported: readonly [string, string][] = [
  ['Nayax Marshall', 'Without the maker’s kit only a wrapper is known that contradicts it.'],
  ['UCS EFTPOS, Vendotek', 'Nothing public says what bytes they speak; ask the maker.'],
  [
    'OPI / IXRetail',
    'One source, and the length in front of each message is not certain. Many such terminals speak ZVT as well.',
  ],
  [
    'nexo Retailer, Adyen',
    'Well documented, and wants a contract to try anything; it would fit behind the same interface.',
  ],
  [
    'MDB/ICP cashless',
    'A computer needs an adapter for its nine bits; each adapter speaks in its own way.',
  ],
  ['PAX and Fiserv, Ingenico Concert and Telium', 'One source each, in parts from memory.'],
]

/** `docs/devices/payment-terminals.md`: what whoever buys and connects a terminal needs to know, from the definitions. */
export function terminalsPage(): string {
  return `# Payment terminals

Made by \`node scripts/generate-reference.ts\` from \`packages/drivers/src/terminals\`; do not edit. How to connect one, and how to try it
without one, is told in [connect a payment terminal](../guides/connect-a-payment-terminal.md); the rule by which no payment is lost in
[ADR 23](../adr/0023-no-payment-is-ever-lost.md).

| model | terminal | reached by | a lost answer is found | vending mode | can be stopped |
| --- | --- | --- | --- | --- | --- |
${allTerminals.map(rowOf).join('\n')}

No terminal of these was on our bench: each was tried against an emulator made from the same facts.

Reasons of a refusal are the same for all: ${declineReasons.map((reason) => `\`${reason}\``).join(', ')}. Where a terminal does not say which, it is
\`other\` or \`issuer-refused\`; its own code stands beside it. Card numbers are kept with their last four digits only, in slips too: whatever
has 13 to 19 digits and the check digit of a card is cut down. Numbers of twelve digits are taken for references.

${allTerminals.map(terminalText).join('\n')}
## Not supported, and why

${notSupported.map(([what, why]) => `- **${what}.** ${why}`).join('\n')}
`
}

const yes = (is: boolean) => (is ? 'yes' : 'no')

const links = { tcp: 'TCP', serial: 'serial port', http: 'HTTP on the same machine', tool: 'the maker’s program' } as const // prettier-ignore

function rowOf(terminal: TerminalDefinition): string {
  const { model, vendor, name, hasVending, canAbort } = terminal
  const reached = terminal.links.map((link) => links[link]).join(', ')
  const cells = [`\`${model}\``, `${name}, ${vendor}`, reached, findingOut[terminal.findingOut], yes(hasVending), yes(canAbort)] // prettier-ignore
  return `| ${cells.join(' | ')} |`
}

function terminalText(terminal: TerminalDefinition): string {
  const { model, name, operations, patience, settlePatience } = terminal
  const settings = Object.entries(makers[model]?.settings ?? {})
  const lines = settings.map(([setting, { meaning, otherwise }]) => `- \`${setting}\`: ${meaning}; otherwise ${otherwise === '' ? 'none' : otherwise}`) // prettier-ignore
  return `## ${name}: \`${model}\`

How well it is known: ${confidence[terminal.confidence]}

It can: ${operations.map((operation) => `\`${operation}\``).join(', ')}${terminal.tellsLast ? ', and tell its last operation' : ''}. A payment is
waited for ${patience / 1_000} s, a settlement ${settlePatience / 1_000} s.

${section('Settings', lines)}${section('Caveats', notes(terminal.caveats))}${section('Not supported', notes(terminal.notSupported))}`
}

const notes = (all: TerminalDefinition['caveats']) =>
  all.map(({ text, source }) => `- ${text} _(${source})_`)

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? '' : `**${title}**\n\n${lines.join('\n')}\n\n`
