import type { DeclineReason } from '../payment.ts'

const words: readonly [RegExp, DeclineReason | 'cancelled'][] = [
  [/недостаточно|insufficient/i, 'no-money'],
  [/прерван|отменен[ао]? (клиентом|пользователем)|cancel/i, 'cancelled'],
  [/нет связи|связь|no connection|link/i, 'no-link'],
  [/истек|просрочен|expired/i, 'card-expired'],
  [/заблокирован|украден|потерян|blocked|stolen/i, 'card-blocked'],
  [/пин|pin/i, 'wrong-pin'],
  [/лимит|limit/i, 'limit'],
  [/уже отменен|already/i, 'already-reversed'],
  [/не найден|not found/i, 'not-found'],
  [/сверк|settle/i, 'settlement-needed'],
  [/занят|busy/i, 'busy'],
  [/отказ|отклонен|declined/i, 'issuer-refused'],
]

/** Why, read out of a text for people, where a maker's codes are not public; `other` when it says nothing that we know. */
export const reasonFromText = (text: string): DeclineReason | 'cancelled' =>
  words.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'
