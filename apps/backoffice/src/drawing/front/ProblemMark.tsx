import type { DesignProblem } from '@cubby/domain/constructor/design-problem'

/** A sign at the place of a problem: round and red for an error, three-cornered and amber for a warning. */
export function ProblemMark(props: {
  level: DesignProblem['level']
  x: number
  y: number
  unit: number
}) {
  const { level, x, y, unit } = props
  return (
    <g
      transform={`translate(${x} ${y}) scale(${(unit * 18) / 24})`}
      data-problem={level}
      aria-hidden
    >
      {level === 'error' ? (
        <circle className="mark-error" cx="12" cy="12" r="11" />
      ) : (
        <path className="mark-warning" d="M12 1L23.5 22H.5z" />
      )}
      <path
        className="mark-sign"
        d={level === 'error' ? 'M12 6v7M12 17v.2' : 'M12 9v6M12 18.5v.2'}
      />
    </g>
  )
}
