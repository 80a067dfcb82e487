import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const columns =
  'parcel_no,order_id,order_delivered_carrier_date,customer_zip_code_prefix,length_cm,width_cm,height_cm,weight_g'

/** A folder with a day file and a small machine of two columns, as the replay reads them; gone when disposed. */
export function dayFolder(rows: readonly string[]) {
  const dir = mkdtempSync(join(tmpdir(), 'cubby-day-'))
  const parcels = join(dir, 'parcels.csv')
  const layout = join(dir, 'layout.json')
  writeFileSync(parcels, [columns, ...rows].join('\n'))
  writeFileSync(
    layout,
    JSON.stringify({
      columns: [
        { name: '1L', sizes: 'CBAA' },
        { name: '0C', sizes: 'CBA', types: [null, 'controller', null] },
      ],
    }),
  )
  return {
    parcels,
    layout,
    [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }),
  }
}
