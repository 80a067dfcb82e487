import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'

const shared = {
  method: 'GET',
  scope: 'network:read',
  params: noParams,
  query: noQuery,
  body: null,
  status: 200,
  reply: null,
} as const

/** One line per location with its lockers; importing it again changes nothing. At most 100,000. */
export const exportNetwork = defineOperation({
  ...shared,
  id: 'network.export',
  path: '/v1/network.csv',
  summary: 'Download the network as CSV, as it can be imported again',
  streams: 'text/csv',
})

/** The same as JSON, one place per line. */
export const exportNetworkLines = defineOperation({
  ...shared,
  id: 'network.export-lines',
  path: '/v1/network.jsonl',
  summary: 'Download the network as lines of JSON, as it can be imported again',
  streams: 'application/x-ndjson',
})
