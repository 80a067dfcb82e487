import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** The port of last time when it is free, so that people's bookmarks stay true; else any free one. */
export async function choosePort(dir: string): Promise<number> {
  const last = Number(await readFile(portFileOf(dir), 'utf8').catch(() => '0'))
  return (await tryPort(last > 0 && last < 65_536 ? last : 0)) ?? (await tryPort(0)) ?? 0
}

async function tryPort(port: number): Promise<number | null> {
  const probe = createServer()
  return new Promise((done) => {
    probe.once('error', () => done(null))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address()
      probe.close(() => done(address && typeof address === 'object' ? address.port : null))
    })
  })
}

/** Notes the port for the next start, and for people with `psql`. */
export const rememberPort = (dir: string, port: number) => writeFile(portFileOf(dir), `${port}\n`)

const portFileOf = (dir: string) => join(dir, 'pg.port')
