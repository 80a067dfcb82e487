import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, millis } from '@cubby/kit/clock'
import { type EmulatedBank, type Entry } from '../emulator/bank.ts'
import { EmulatedCustomer, type Ending, type Order } from '../emulator/emulated-customer.ts'
import { encodeText } from '../text/charset.ts'
import { type UposAnswer, writeAnswer } from './upos-files.ts'

const charset = 'koi8-r'

/** One run of the emulated `sb_pilot` in its folder. */
export async function runUposTool(
  args: readonly string[],
  { folder, bank, clock }: { folder: string; bank: EmulatedBank; clock: Clock },
): Promise<void> {
  const [operation, argument] = args
  const say = (answer: Partial<UposAnswer>, slip = '') => {
    const empty = { code: 0, text: '', card: '', authCode: '', operation: '', terminal: '00123456', at: '20261126120000', reference: '' } // prettier-ignore
    writeFileSync(join(folder, 'p'), encodeText(`${slip}\r\n\u0001${slip}\r\n`, charset))
    writeFileSync(join(folder, 'e'), writeAnswer({ ...empty, ...answer }, charset))
  }
  if (operation === '7') return say({ text: 'ОДОБРЕНО' }, 'СВЕРКА ИТОГОВ\r\nИТОГИ СОВПАЛИ')
  if (operation === '47') return say({ text: 'ОДОБРЕНО' }, 'Процессинг:работает')
  if (operation !== '1' && operation !== '3') return say({ code: 4301, text: 'НЕВЕРНАЯ ОПЕРАЦИЯ' })
  const aborted = new AbortController()
  const ended = new AbortController()
  const watching = watchForAbort(folder, clock, aborted, ended.signal)
  const ending = await new EmulatedCustomer(bank, clock).pay(orderOf(bank, operation, Number(argument)), {
    aborted: aborted.signal,
    gone: new AbortController().signal,
    progress: () => {},
    drop: () => {},
  }) // prettier-ignore
  ended.abort()
  await watching
  const answer = answerOf(ending)
  if (answer) say(answer, ending.ending === 'approved' && !ending.isBare ? bank.slip(ending.entry) : '') // prettier-ignore
}

async function watchForAbort(
  folder: string,
  clock: Clock,
  aborted: AbortController,
  ended: AbortSignal,
) {
  // prettier-ignore
  while (!ended.aborted) {
    if (existsSync(join(folder, 'POLLING.off'))) return aborted.abort()
    await clock.sleep(millis(20), ended)
  }
}

function orderOf(bank: EmulatedBank, operation: string, amount: number): Order {
  const order = { id: null, currency: 'RUB', amount }
  if (operation === '1') return { ...order, kind: 'sale', original: null }
  const sales = bank.entries.filter((entry) => entry.kind === 'sale')
  const whole = sales.findLast((entry) => entry.amount === amount)
  const part = sales.findLast((entry) => bank.left(entry.number) >= amount)
  return { ...order, kind: whole ? 'void' : 'refund', original: (whole ?? part)?.number ?? -1 }
}

function answerOf(ending: Ending): Partial<UposAnswer> | null {
  switch (ending.ending) {
    case 'approved':
      return { text: 'ОДОБРЕНО', ...(ending.isBare ? {} : detailsOf(ending.entry)) }
    case 'declined':
      return ending.why === 'no-money'
        ? { code: 521, text: 'НЕДОСТАТОЧНО СРЕДСТВ' }
        : { code: 4332, text: 'ОПЕРАЦИЯ НЕВОЗМОЖНА' }
    case 'cancelled':
      return { code: 2000, text: 'ОПЕРАЦИЯ ПРЕРВАНА' }
    case 'no-link':
      return { code: 4119, text: 'НЕТ СВЯЗИ С БАНКОМ' }
    case 'busy':
      return { code: 99, text: 'НЕТ ПИНПАДА' }
    case 'lost':
      return null
  }
}

const detailsOf = (entry: Entry) => ({
  // Some kernels print all of it.
  card: '4111111111111111',
  authCode: entry.authCode,
  operation: String(entry.number).padStart(4, '0'),
  reference: entry.rrn,
})
