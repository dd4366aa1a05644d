import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Reading and compiling the sources takes most of the start, so the result is cached for the next one.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/compiled'))
await import('./serve.ts')
