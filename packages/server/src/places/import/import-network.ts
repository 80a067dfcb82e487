import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import type { Instant } from '@cubby/kit/clock'
import type { ImportFormat } from '@cubby/protocol/operations/network/import-shapes'
import { importNetwork } from '@cubby/protocol/operations/network/import-network'
import { previewImport } from '@cubby/protocol/operations/network/preview-import'
import type { SentFile } from '../../http/incoming/files.ts'
import { route } from '../../http/route.ts'
import { planImport } from './plan-import.ts'
import { readPoints } from './points/read-points.ts'
import { readCsv } from './read-csv.ts'
import { readLines } from './read-lines.ts'
import type { ReadRow } from './read-row.ts'
import { textOf } from './read-text.ts'
import { reportOf } from './report.ts'
import { writeImport } from './write-import.ts'

export const previewImportRoute = route(previewImport, async ({ query, file, trx, now }, ctx) =>
  reportOf(await planImport(trx, ctx.ids, rowsIn(file, query.format, now), false)),
)

export const importNetworkRoute = route(importNetwork, async (call, ctx) => {
  const { query, file, trx, now } = call
  const planned = await planImport(trx, ctx.ids, rowsIn(file, query.format, now), true)
  const report = reportOf(planned)
  if (report.counts.refused > 0 && query.refused === 'stop') throw refusedRows(report)
  await writeImport(call, ctx.ids, planned)
  return report
})

function rowsIn(file: SentFile | null, format: ImportFormat, now: Instant): Iterable<ReadRow> {
  const text = textOf(must(file, 'the operation takes a file').bytes)
  switch (format) {
    case 'csv':
      return readCsv(text)
    case 'lines':
      return readLines(text)
    case 'points':
      return readPoints(text, now)
  }
}

const ERRORS_MAX = 20

function refusedRows({ counts, items }: ReturnType<typeof reportOf>): AppError {
  const fields = items.flatMap(({ row, result, notes }) =>
    result === 'refused'
      ? notes
          .filter(({ level }) => level === 'refusal')
          .map(({ code, field, detail }) => ({ pointer: `/lines/${row}/${field}`, code, detail }))
      : [],
  )
  return new AppError('input/invalid', `${counts.refused} rows are refused; nothing was written`, {
    fields: fields.slice(0, ERRORS_MAX),
    extra: { refused: counts.refused },
  })
}
