import { defineOperation } from '../../operation.ts'
import { noParams } from '../../wire.ts'
import { importFile, importQuery, importReport } from './import-shapes.ts'

/** What an import would do, row by row; changes nothing. */
export const previewImport = defineOperation({
  id: 'network.preview-import',
  method: 'POST',
  path: '/v1/network/import/preview',
  summary: 'Look at what importing a file of locations would do, row by row',
  scope: 'network:write',
  networkOnly: true,
  asksOnly: true,
  params: noParams,
  query: importQuery,
  body: null,
  takes: importFile,
  status: 200,
  reply: importReport,
})
