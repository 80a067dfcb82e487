import type { BenchTextId } from '@cubby/i18n/bench/texts'
import type { BenchMeaning, BenchState } from '@cubby/protocol/bench/state'
import type { Speaker } from '@cubby/ui/text/text-provider'

type Tell = Speaker<BenchTextId>['t']
type Names = ReadonlyMap<string, string>

/** What some bytes mean, in words, with the names that are painted on the doors. */
export function meaningWords(t: Tell, meaning: BenchMeaning, state: BenchState, names: Names) {
  switch (meaning.kind) {
    case 'open': {
      const door = names.get(`${meaning.board ?? ''}/${meaning.channel}`)
      return door === undefined ? t('meaning.open-nothing') : t('meaning.open', { door })
    }
    case 'ask': {
      const number = state.boards.findIndex(({ id }) => id === meaning.board) + 1
      return number === 0 ? t('meaning.ask-nobody') : t('meaning.ask', { number })
    }
    case 'doors':
      return doorsWords(t, meaning, names)
    case 'echo':
      return t('meaning.echo')
    case 'unreadable':
      return t('meaning.unreadable')
  }
}

function doorsWords(t: Tell, meaning: Extract<BenchMeaning, { kind: 'doors' }>, names: Names) {
  const named = (channels: readonly number[]) =>
    channels
      .map((channel) => names.get(`${meaning.board ?? ''}/${channel}`) ?? `#${channel}`)
      .join(', ')
  const { open, opened, closed } = meaning
  const news = [
    opened.length > 0 ? t('meaning.now-open', { doors: named(opened) }) : '',
    closed.length > 0 ? t('meaning.now-shut', { doors: named(closed) }) : '',
  ]
  const said = news.filter((words) => words !== '').join(' ')
  if (said !== '') return said
  return open.length === 0 ? t('meaning.all-shut') : t('meaning.still-open', { doors: named(open) })
}
