// Plain JavaScript without types, because it runs right after the installation, on any Node.
//
// Each platform's Node from npm is an optional dependency with a program called `node`. When npm 10
// (and older) drops the ones for other platforms it also removes `node_modules/.bin/node`, which
// belongs to the one that stays (npm issue 4362). This puts it back, so that `npm run` finds it first.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const isWindows = process.platform === 'win32'
const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`
const modules = join(import.meta.dirname, '..', 'node_modules')
const program = join(modules, name, 'bin', isWindows ? 'node.exe' : 'node')
const link = join(modules, '.bin', isWindows ? 'node.cmd' : 'node')

if (existsSync(program) && !existsSync(link)) {
  mkdirSync(join(modules, '.bin'), { recursive: true })
  if (isWindows) writeFileSync(link, `@"%~dp0\\..\\${name}\\bin\\node.exe" %*\r\n`)
  else symlinkSync(join('..', name, 'bin', 'node'), link)
}
