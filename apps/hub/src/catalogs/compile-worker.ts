// Entry point of the worker thread that compiles large uploads.
import { parseJson } from '../platform/json-body.ts'
import { serveTasks } from '../platform/thread.ts'
import { type CompiledUpload, compileUpload, type FormerCatalog, type UploadContext } from './compile.ts'

export interface CompileTask {
  /** The body as it was received. */
  bytes: Uint8Array
  context: UploadContext
  former: FormerCatalog
}

const encoder = new TextEncoder()

function compile({ bytes, context, former }: CompileTask): CompiledUpload {
  const { name, content } = compileUpload(parseJson(bytes, { isBounded: false }) ?? {}, context, former)
  if (content === null || typeof content.json !== 'string') return { name, content }
  return { name, content: { ...content, json: encoder.encode(content.json) } }
}

serveTasks(compile, ({ content }) =>
  content === null || typeof content.json === 'string' ? [] : [content.json.buffer],
)
