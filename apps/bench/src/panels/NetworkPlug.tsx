import { useText } from '../text.ts'

/** The cable to the network: a switch that looks like what it is. */
export function NetworkPlug(props: { isIn: boolean; onMove: (isIn: boolean) => void }) {
  const { t } = useText()
  const { isIn, onMove } = props
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isIn}
      aria-label={`${t('plug.title')}: ${t(isIn ? 'plug.in' : 'plug.out')}`}
      className={`plug ${isIn ? 'plug-in' : 'plug-out'}`}
      data-testid="network-plug"
      onClick={() => onMove(!isIn)}
    >
      <svg viewBox="0 0 132 44" aria-hidden width="132" height="44">
        <rect className="plug-socket" x="82" y="4" width="48" height="36" rx="5" />
        <path className="plug-hole" d="M88 12h24v4h6v12h-6v4H88z" />
        <g className="plug-head">
          <path className="plug-cable" d="M0 22h34" />
          <rect className="plug-body" x="32" y="11" width="34" height="22" rx="3" />
          <path className="plug-tip" d="M66 14h22v16H66z" />
          <path className="plug-pins" d="M70 18h15M70 22h15M70 26h15" />
        </g>
      </svg>
      <span className="plug-words">
        <span>{t('plug.title')}</span>
        <strong>{t(isIn ? 'plug.in' : 'plug.out')}</strong>
      </span>
    </button>
  )
}
