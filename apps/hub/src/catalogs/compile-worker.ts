// The thread that compiles large uploads.
import { parseJson } from '../platform/json-body.ts'
import { serveTasks } from '../platform/thread.ts'
import { type CompiledUpload, compileUpload, type FormerCatalog, type UploadContext } from './compile.ts'

export interface CompileTask {
  /** The body as it came. */
  bytes: Uint8Array
  context: UploadContext
  former: FormerCatalog
}

serveTasks<CompileTask, CompiledUpload>(({ bytes, context, former }) =>
  compileUpload(parseJson(bytes, { isBounded: false }) ?? {}, context, former),
)
