import { must } from '@cubby/kit/assert'
import {
  parcelEventData,
  parcelEvents,
  shipmentEventData,
  shipmentEvents,
  testEventData,
  WEBHOOK_TEST,
  webhookMeanings,
  webhookPayload,
} from '@cubby/protocol/webhook-events'
import { jsonSchema } from '@cubby/server/http/reference/openapi'

/** The page about what webhook endpoints are told, made from the shapes. */
export const webhookPage = (): string => `# Webhooks

What an endpoint is told. Each call is a POST after [Standard Webhooks](https://www.standardwebhooks.com): check the
signature in \`webhook-signature\` with the secret you were shown, and answer with any 2xx. The same \`webhook-id\` may come
more than once; calls may come in another order than things happened, so read \`status\`, or ask the API. Fields may be
added, none is renamed. Made by \`node scripts/generate-reference.ts\`; do not edit.

\`\`\`json
${JSON.stringify(example, null, 2)}
\`\`\`

## Events of a shipment

${meanings(shipmentEvents)}

The shipment as it was right after the event, in \`data\`:

${fields(shipmentEventData)}

## Events of a parcel

${meanings(parcelEvents)}

In \`data\`:

${fields(parcelEventData)}

## Tests

${meanings([WEBHOOK_TEST])}

In \`data\`:

${fields(testEventData)}
`

/** Checked against the shape whenever the page is made, so that it cannot go out of date. */
const example = webhookPayload.parse({
  type: 'shipment.ready',
  timestamp: '2026-03-02T09:30:00.000Z',
  data: {
    shipment: 'shp_01kjpms7c0e9r8n5v2x4t6y1bd',
    reference: 'ORDER-1001',
    status: 'ready',
    organization: 'org_01kj0a3b5rf4w8m2c6h7q9s0te',
    carrier: null,
    locker: 'lck_01kj0a9zx2e5g7k1n4p6r8t3vw',
    parcels: [{ parcel: 'prc_01kjpms7c1f3h5k7m9p1r3t5vx', label: 'BOOK-1', status: 'stored' }],
    isCut: false,
    readyAt: '2026-03-02T09:30:00.000Z',
    dueAt: '2026-03-05T09:30:00.000Z',
  },
})

const meanings = (types: readonly (keyof typeof webhookMeanings)[]) =>
  ['| type | told when |', '| --- | --- |']
    .concat(types.map((type) => `| \`${type}\` | ${webhookMeanings[type]} |`))
    .join('\n')

/** What the page reads of a JSON schema. */
type Described = {
  type?: string | string[]
  description?: string
  anyOf?: Described[]
  enum?: string[]
  format?: string
  pattern?: string
  properties?: Record<string, Described>
  items?: Described
}

const fields = (shape: Parameters<typeof jsonSchema>[0]) =>
  ['| field | form | meaning |', '| --- | --- | --- |']
    .concat(rowsOf(jsonSchema(shape, 'output'), ''))
    .join('\n')

function rowsOf({ properties = {} }: Described, prefix: string): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const meaning = must(field.description, `${path} has a description`)
    return [
      `| \`${path}\` | ${formOf(field)} | ${meaning} |`,
      ...(field.items ? rowsOf(field.items, `${path}[].`) : []),
    ]
  })
}

/** A form in a few words: what a programmer declares the field as. */
function formOf(field: Described): string {
  if (field.anyOf) return field.anyOf.map((each) => formOf(each)).join(' or ')
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ')
  if (field.format === 'date-time') return 'moment (ISO 8601, UTC)'
  const prefix = /^\^([a-z]{3}_)/.exec(field.pattern ?? '')?.[1]
  if (prefix) return `id \`${prefix}…\``
  return field.type === 'array' ? 'list' : [field.type].flat().join(' or ')
}
