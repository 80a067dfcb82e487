import { registerHooks } from 'node:module'
import { mutantNamed, planted } from './mutants.ts'

// Loaded before everything else, in a process that is told by CUBBY_MUTANT which defect to carry. Source files are
// changed on their way into memory; the files themselves, and every other process, stay as they are.
const mutant = mutantNamed(process.env['CUBBY_MUTANT'] ?? '')

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const changes = mutant.changes.filter(({ file }) => url.endsWith(`/${file}`))
    const { source } = loaded
    if (changes.length === 0 || source === undefined || source === null) return loaded
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source)
    return { ...loaded, source: planted(text, changes) }
  },
})
