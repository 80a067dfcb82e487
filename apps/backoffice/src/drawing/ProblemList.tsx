import { type DesignProblem, isReleasable } from '@cubby/domain/constructor/design-problem'
import { Group, Stack, Text } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useText } from '../text.ts'

export type SaidProblem = Pick<DesignProblem, 'level' | 'pointer'> & {
  /** Where it is, in words; null: in the whole. */
  at: string | null
  text: string
}

/** What is wrong with a drawing, errors first. Each leads to its place. */
export function ProblemList(props: {
  problems: readonly SaidProblem[]
  onChoose?: (problem: SaidProblem) => void
}) {
  const { t } = useText()
  const sorted = props.problems.toSorted((one, other) => one.level.localeCompare(other.level))
  if (sorted.length === 0)
    return (
      <Group gap="xs" wrap="nowrap" p={8}>
        <IconCircleCheck size={20} color="var(--c-done)" aria-hidden />
        <Text>{t('model.problems.none')}</Text>
      </Group>
    )
  return (
    <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }} data-testid="problems">
      {sorted.map((problem) => (
        <li key={`${problem.pointer} ${problem.text}`}>
          <Row problem={problem} onChoose={props.onChoose} />
        </li>
      ))}
    </Stack>
  )
}

type RowProps = { problem: SaidProblem; onChoose: ((problem: SaidProblem) => void) | undefined }

function Row({ problem, onChoose }: RowProps) {
  const { t } = useText()
  const isError = problem.level === 'error'
  const Icon = isError ? IconAlertCircle : IconAlertTriangle
  const inside = (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Icon
        size={20}
        color={isError ? 'var(--c-alarm)' : 'var(--c-edge)'}
        style={{ flex: 'none' }}
        aria-label={t(`model.problems.${problem.level}`)}
      />
      <span>
        {problem.at && <strong>{problem.at}: </strong>}
        {problem.text}
      </span>
    </Group>
  )
  return onChoose ? (
    <button
      type="button"
      className="problem"
      data-level={problem.level}
      onClick={() => onChoose(problem)}
    >
      {inside}
    </button>
  ) : (
    <div className="problem" style={{ cursor: 'auto' }} data-level={problem.level}>
      {inside}
    </div>
  )
}

/** "2 errors, 1 warning", or that there are none. */
export function useProblemCount(problems: readonly Pick<DesignProblem, 'level'>[]): string {
  const { t } = useText()
  const errors = problems.filter(({ level }) => level === 'error').length
  const warnings = problems.length - errors
  const parts = [
    ...(errors > 0 ? [t('model.problems.errors', { count: errors })] : []),
    ...(warnings > 0 ? [t('model.problems.warnings', { count: warnings })] : []),
  ]
  return parts.length === 0 ? t('model.problems.none') : parts.join(', ')
}

/** Why it cannot be released; undefined when it can. */
export function useReleaseRefusal(
  problems: readonly DesignProblem[],
  isTouched: boolean,
): string | undefined {
  const { t } = useText()
  if (!isReleasable(problems)) return t('model.release.errors')
  return isTouched ? t('model.release.unsaved') : undefined
}
