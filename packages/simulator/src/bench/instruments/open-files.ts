import { AppError } from '@cubby/kit/app-error'

type Report = { userLimits?: { open_files?: { soft: number | 'unlimited' } } }

/** Every connection is an open file, here and in the server, which inherits our limit. Says so before it is too late. */
export function needOpenFiles(needed: number, allowed = openFilesAllowed()): void {
  if (allowed >= needed) return
  throw new AppError(
    'config/invalid',
    `${needed} open files are needed and ${allowed} are allowed; raise it (ulimit -n ${needed}) or ask for fewer`,
  )
}

/** Node has raised the soft limit to the hard one at its start. */
function openFilesAllowed(): number {
  const { userLimits } = process.report.getReport() as Report
  const soft = userLimits?.open_files?.soft ?? 'unlimited'
  return soft === 'unlimited' ? Infinity : soft
}
