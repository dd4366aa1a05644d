import type { ApiCall } from '../api/index.ts'
import { UnparsedBody } from '../platform/http/body.ts'
import { maxParsedBytes } from '../platform/json-body.ts'
import { createThread, type Thread } from '../platform/thread.ts'
import { type CompiledUpload, compileUpload, type FormerCatalog, type UploadContext } from './compile.ts'
import type { CompileTask } from './compile-worker.ts'

/** Compiles an upload, given the catalog that it replaces; see {@link compileUpload}. */
export type Compile = (former: FormerCatalog) => Promise<CompiledUpload>

/** A thread for uploads that would block the event loop (security S10): one of 20 MB takes a second. */
export const createCompileThread = (): Thread =>
  createThread({
    script: new URL('./compile-worker.ts', import.meta.url),
    megabytes: 1024,
    milliseconds: 30_000,
    maxWaiting: { ofOwner: 10, inAll: 50 },
  })

/** The compiler for a call's body: on the main thread if upload and former content are small, else in the thread. */
export function compilerOf(
  { body, request, caller, zone }: ApiCall,
  thread: Thread,
  { kind, strict }: Pick<UploadContext, 'kind' | 'strict'>,
): Compile {
  const { source } = request
  const context: UploadContext = { kind, strict, zone, currency: caller.account.currency }
  return async (former) => {
    const isSmall = !(body instanceof UnparsedBody) && (former.data?.length ?? 0) <= maxParsedBytes
    if (isSmall) return compileUpload({ value: body, ...(source && { source }) }, context, former)
    const bytes = body instanceof UnparsedBody ? body.bytes : Buffer.from(source?.text ?? '')
    const task: CompileTask = { bytes, context, former }
    return thread.run<CompiledUpload>(caller.accountId, task, handedOver(former))
  }
}

/** A smaller buffer may share its memory with other buffers, so it cannot be transferred. */
const minOwnBytes = 1024 * 1024

const handedOver = ({ data }: FormerCatalog): ArrayBuffer[] =>
  data instanceof Uint8Array && data.length >= minOwnBytes && data.buffer instanceof ArrayBuffer
    ? [data.buffer]
    : []
