import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What Node has compiled once it need not compile again: half the cost of starting a program over and over. */
export const compileCache = { NODE_COMPILE_CACHE: join(tmpdir(), 'cubby-compile-cache') }
