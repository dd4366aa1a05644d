import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Reading and compiling the sources is most of a start: what comes of them is kept for the next one.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/compiled'))
await import('./serve.ts')
