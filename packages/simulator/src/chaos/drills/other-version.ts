import { execFile } from 'node:child_process'
import { cp, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../../../../', import.meta.url))

/** Another version of the server, ready to run. `what` says which, for people. */
export type OtherVersion = { main: string; what: string }

/**
 * The code of a commit in a folder of its own, with the libraries of this one. Where there is no such commit (a
 * release without its history), this code under another version number: then the roll is all that is tried.
 */
export async function otherVersion(dir: string, ref: string): Promise<OtherVersion> {
  await mkdir(dir, { recursive: true })
  const what = (await unpacked(dir, ref)) ?? (await renumbered(dir))
  await linkLibraries(dir)
  return { main: join(dir, 'apps', 'server', 'src', 'main.ts'), what }
}

async function unpacked(dir: string, ref: string): Promise<string | null> {
  const archive = join(dir, 'code.tar')
  try {
    const { stdout } = await run('git', ['rev-parse', '--short', '--verify', `${ref}^{commit}`], {
      cwd: root,
    })
    const commit = stdout.trim()
    const folders = ['apps/server', 'packages', 'package.json']
    await run('git', ['archive', '--format=tar', `--output=${archive}`, commit, ...folders], {
      cwd: root,
    })
    await run('tar', ['-xf', archive, '-C', dir])
    return `commit ${commit}`
  } catch {
    return null
  }
}

async function renumbered(dir: string): Promise<string> {
  for (const name of ['package.json', join('apps', 'server'), 'packages'])
    await cp(join(root, name), join(dir, name), {
      recursive: true,
      filter: (path) => !relative(root, path).includes('node_modules'),
    })
  const path = join(dir, 'apps', 'server', 'package.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { version: string }
  await writeFile(path, JSON.stringify({ ...manifest, version: '0.0.0-other' }, null, 2))
  return 'this code under another version number'
}

/** Every library by a link, and our own packages from the folder itself: they are what differs. */
async function linkLibraries(dir: string) {
  await linkAll(join(root, 'node_modules'), join(dir, 'node_modules'))
  const own = join(dir, 'node_modules', '@cubby')
  await mkdir(own)
  for (const name of await readdir(join(dir, 'packages'))) {
    await symlink(join(dir, 'packages', name), join(own, name))
    const nested = join('packages', name, 'node_modules')
    if (existsSync(join(root, nested))) await linkAll(join(root, nested), join(dir, nested))
  }
}

async function linkAll(from: string, to: string) {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) {
    if (name === '@cubby' || existsSync(join(to, name))) continue
    const isPlace = (await lstat(join(from, name))).isDirectory()
    if (isPlace || name.startsWith('.')) await symlink(join(from, name), join(to, name))
  }
}
