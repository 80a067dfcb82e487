import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HardwareConfig } from '@cubby/drivers/hardware-config'
import { compileCache } from './compile-cache.ts'
import { freePort } from './free-port.ts'
import { type Service, service } from './service.ts'

const main = fileURLToPath(new URL('../../../../apps/edge/src/main.ts', import.meta.url))

/** The real program of a locker, as `apps/edge` starts it, on boards of another process. */
export async function edgeService(options: {
  name: string
  dataDir: string
  serverUrl: string
  enrolmentCode: string
  /** Null: the wiring comes from the server. */
  hardware: HardwareConfig | null
}): Promise<Service> {
  await mkdir(options.dataDir, { recursive: true })
  const hardwareFile = join(options.dataDir, 'hardware.json')
  if (options.hardware) await writeFile(hardwareFile, JSON.stringify(options.hardware, null, 2))
  const port = await freePort()
  return service({
    name: options.name,
    main,
    env: {
      ...compileCache,
      EDGE_DATA_DIR: options.dataDir,
      EDGE_SERVER_URL: options.serverUrl,
      EDGE_ENROLMENT_CODE: options.enrolmentCode,
      ...(options.hardware ? { EDGE_HARDWARE: hardwareFile } : {}),
      EDGE_KIOSK_PORT: String(port),
      EDGE_LOG_LEVEL: 'warn',
    },
    url: `http://127.0.0.1:${port}`,
    healthPath: '/kiosk/v1/state',
  })
}
