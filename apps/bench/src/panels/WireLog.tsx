import type { BenchFrame, BenchState } from '@cubby/protocol/bench/state'
import {
  IconArrowNarrowLeft,
  IconArrowNarrowRight,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { useId, useMemo, useState, useSyncExternalStore } from 'react'
import type { BenchClient } from '../machine/bench-client.ts'
import { doorNames } from '../machine/doors.ts'
import { meaningWords } from '../machine/meaning.ts'
import { useText } from '../text.ts'

const filters = ['news', 'opens', 'all'] as const
type Filter = (typeof filters)[number]
/** More rows than anybody reads make a page slow. */
const ROWS_MAX = 120

/** The bytes on the wires as they pass, newest first, with what they mean beside them. */
export function WireLog({ client, state }: { client: BenchClient; state: BenchState }) {
  const { t } = useText()
  const title = useId()
  const live = useSyncExternalStore(client.onFrames, client.frames)
  const [held, setHeld] = useState<readonly BenchFrame[] | null>(null)
  const [filter, setFilter] = useState<Filter>('news')
  const rows = (held ?? live).filter((frame) => passes(frame, filter)).slice(-ROWS_MAX)
  return (
    <section className="card wires" aria-labelledby={title}>
      <div className="card-head">
        <h2 id={title}>{t('wires.title')}</h2>
        <label className="field field-inline">
          <span>{t('wires.show')}</span>
          <select value={filter} onChange={({ target }) => setFilter(target.value as Filter)}>
            {filters.map((each) => (
              <option key={each} value={each}>
                {t(`wires.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button"
          aria-pressed={held !== null}
          onClick={() => setHeld(held === null ? live : null)}
        >
          {held === null ? (
            <IconPlayerPause aria-hidden size={18} />
          ) : (
            <IconPlayerPlay aria-hidden size={18} />
          )}
          {t(held === null ? 'wires.pause' : 'wires.go-on')}
        </button>
      </div>
      {rows.length === 0 ? (
        <p className="soft">{t('wires.empty')}</p>
      ) : (
        <Rows rows={rows.toReversed()} state={state} label={title} />
      )}
    </section>
  )
}

function Rows(props: { rows: readonly BenchFrame[]; state: BenchState; label: string }) {
  const { t, intl } = useText()
  const { rows, state } = props
  const names = useMemo(() => doorNames(state), [state])
  const clock = useMemo(
    () =>
      new Intl.DateTimeFormat(intl, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        fractionalSecondDigits: 2,
        hourCycle: 'h23',
      }),
    [intl],
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className="wires-scroll" aria-labelledby={props.label} tabIndex={0}>
      <ol>
        {rows.map((frame) => (
          <li key={frame.seq} className={`wire-${frame.meaning.kind}`}>
            <span className="wire-time">{clock.format(frame.at)}</span>
            <span>{meaningWords(t, frame.meaning, state, names)}</span>
            <Way direction={frame.direction} />
            <span className="wire-hex">
              <bdi dir="ltr">{frame.hex}</bdi>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Way({ direction }: Pick<BenchFrame, 'direction'>) {
  const { t } = useText()
  const Arrow = direction === 'to-boards' ? IconArrowNarrowRight : IconArrowNarrowLeft
  const words = t(direction === 'to-boards' ? 'wires.to-boards' : 'wires.from-boards')
  return (
    <span className={`way way-${direction}`} title={words}>
      <Arrow aria-hidden size={18} />
      <span className="way-words">{words}</span>
    </span>
  )
}

function passes({ isNews, meaning }: BenchFrame, filter: Filter): boolean {
  switch (filter) {
    case 'news':
      return isNews
    case 'opens':
      return meaning.kind === 'open'
    case 'all':
      return true
  }
}
