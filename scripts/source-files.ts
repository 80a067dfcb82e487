import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const SKIPPED_FOLDERS = new Set(['node_modules', 'data', 'dist', 'coverage'])

/**
 * Every file of the repository that a person wrote, as paths from `root` with forward slashes.
 * Reads the disk and not git, so that a new file counts before it is added and an unpacked archive
 * can be checked as well.
 */
export function sourceFiles(root: string): string[] {
  const found: string[] = []
  const pending = ['']
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isFile()) found.push(path)
      else if (entry.isDirectory() && isOurs(entry.name)) pending.push(path)
    }
  }
  return found.toSorted()
}

function isOurs(folderName: string): boolean {
  return folderName === '.ci' || !(folderName.startsWith('.') || SKIPPED_FOLDERS.has(folderName))
}
