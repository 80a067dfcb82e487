import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams } from '../../wire.ts'
import { importFile, importQuery, importReport } from './import-shapes.ts'

/** Writes what the preview has told. Doing it again changes nothing: places are found by their id or code. */
export const importNetwork = defineOperation({
  id: 'network.import',
  method: 'POST',
  path: '/v1/network/import',
  summary: 'Import locations, with or without lockers, from a file',
  scope: 'network:write',
  networkOnly: true,
  params: noParams,
  query: importQuery.extend({
    /** What becomes of a file with a row that is refused: nothing is written, or that row is left out. */
    refused: z.enum(['stop', 'skip']).default('stop'),
  }),
  body: null,
  takes: importFile,
  status: 200,
  reply: importReport,
})
