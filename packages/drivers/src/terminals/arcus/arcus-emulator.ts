import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '@cubby/kit/clock'
import { cardNumber, type EmulatedBank } from '../emulator/bank.ts'
import { EmulatedCustomer, type Ending, type Order } from '../emulator/emulated-customer.ts'
import { decodeText, encodeText } from '../text/charset.ts'
import { type ArcusFunction, operationsOf } from './arcus-files.ts'

const charset = 'windows-1251'
const texts = { 101: 'НЕДОСТАТОЧНО СРЕДСТВ', 102: 'ОПЕРАЦИЯ ПРЕРВАНА', 103: 'НЕТ СВЯЗИ С БАНКОМ', 104: 'УЖЕ ОТМЕНЕНО', 105: 'НЕ НАЙДЕНО', 106: 'ТЕРМИНАЛ ЗАНЯТ', 999: 'НЕВЕРНАЯ ОПЕРАЦИЯ' } // prettier-ignore

/** What an installation brings along. Its numbers are odd on purpose: they must be looked up. */
export const arcusFiles: Readonly<Record<string, Uint8Array>> = {
  'INI/ops.ini': encodeText('# операции\r\n31=1,1,Оплата\r\n32=1,11,Возврат\r\n33=1,5,Отмена\r\n34=2,3\r\n35=2,1,Сверка\r\n36=2,10\r\n37=2,27,Копия\r\n1=0,0\r\n', charset),
  'INI/cashreg.ini': encodeText('PORT=COM1\r\nSPEED=115200\r\nRC_RESOLVE_FILE=rc_res.ini\r\nCHEQ_FILE=cheq.out\r\nRESULT_FILE=rc.out\r\n', charset),
  'INI/rc_res.ini': encodeText(Object.entries(texts).map(([code, text]) => `${code}=${text}\r\n`).join(''), charset),
} // prettier-ignore

/** One run of the emulated `CommandLineTool`. */
export async function runArcusTool(
  args: readonly string[],
  { folder, bank, clock }: { folder: string; bank: EmulatedBank; clock: Clock },
): Promise<void> {
  const say = (code: keyof typeof texts | 0, slip = '', output = '') => {
    writeFileSync(join(folder, 'cheq.out'), encodeText(slip.replaceAll('\n', '\r\n'), charset))
    writeFileSync(join(folder, 'output.dat'), encodeText(output, charset))
    writeFileSync(join(folder, 'rc.out'), `${String(code).padStart(3, '0')}\r\n`)
  }
  const ops = operationsOf(decodeText(readFileSync(join(folder, 'INI/ops.ini')), charset))
  const name = [...ops].find(([, number]) => number === valueOf(args, '/o'))?.[0]
  if (name === undefined) return say(999)
  if (name === 'settle' || name === 'report') return say(0, 'СВЕРКА ИТОГОВ\nИТОГИ СОВПАЛИ')
  if (name === 'copy') return bank.last ? say(0, `КОПИЯ\n${bank.slip(bank.last)}`) : say(105)
  const ending = await new EmulatedCustomer(bank, clock).pay(orderOf(bank, name, args), {
    aborted: new AbortController().signal,
    gone: new AbortController().signal,
    progress: () => {},
    drop: () => {},
  })
  if (ending.ending === 'lost') return
  if (ending.ending !== 'approved') return say(codeOf(ending))
  const { entry } = ending
  if (ending.isBare) return say(0)
  say(0, bank.slip(entry), `0\r\n${cardNumber}\r\n\r\n${entry.authCode}\r\n`)
}

const valueOf = (args: readonly string[], name: string) =>
  args.find((arg) => arg.startsWith(name))?.slice(name.length)

function orderOf(bank: EmulatedBank, name: ArcusFunction, args: readonly string[]): Order {
  const amount = Number(valueOf(args, '/a'))
  const order = { id: null, currency: 'RUB', amount }
  if (name === 'sale') return { ...order, kind: 'sale', original: null }
  if (name === 'reverse-last') {
    const { last } = bank
    return { ...order, kind: 'reverse-last', amount: last?.amount ?? 1, original: last?.number ?? -1 } // prettier-ignore
  }
  const sale = bank.entries.find(({ rrn, kind }) => kind === 'sale' && rrn === valueOf(args, '/r'))
  const kind = name === 'refund' ? 'refund' : 'void'
  return { ...order, kind, original: sale?.number ?? -1 }
}

function codeOf(ending: Ending): keyof typeof texts {
  switch (ending.ending) {
    case 'declined':
      return { 'no-money': 101, 'already-reversed': 104, 'not-found': 105 }[ending.why] as 101 | 104 | 105 // prettier-ignore
    case 'cancelled':
      return 102
    case 'no-link':
      return 103
    default:
      return 106
  }
}
