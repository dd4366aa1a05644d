import { CatalogCreate, type CatalogData, CatalogUpdate } from '@hub/contract'
import { inDocumentOrder } from '../platform/document-order.ts'
import { badRequest, invalid, type Problem } from '../platform/errors.ts'
import type { JsonBody } from '../platform/json-body.ts'
import { read } from '../platform/reader.ts'
import { checkContent } from './checks.ts'
import { buildContent } from './content.ts'
import { type CatalogContentRefs, contentRefs } from './content-refs.ts'
import { imageIdsOf, imageProblems } from './image-uses.ts'
import { sizeProblems } from './size.ts'

/** Contract, catalogs §17. */
const maxProblems = 100

/** The context in which the body of an upload is read. */
export interface UploadContext {
  kind: 'create' | 'update'
  /** Currency of the account. */
  currency: string
  zone: string
  /** Refuse unknown keys within items too (contract, catalogs §4). */
  strict: boolean
}

/** The catalog before an upload. */
export interface FormerCatalog {
  /** Its content as JSON, whose ids are kept where refs match; null for none. */
  data: string | Uint8Array | null
  /** Ids of its images. */
  images: readonly string[]
}

/** A catalog's content in its retrieved form. */
export interface CompiledContent {
  /** The content as it is stored; bytes if it comes from a thread. */
  json: string | Uint8Array<ArrayBuffer>
  /** Number of products. */
  products: number
  refs: CatalogContentRefs
  /** Ids of the images that it uses, without duplicates. */
  imageIds: string[]
}

export interface CompiledUpload {
  name?: string | undefined
  /** null if the content stays. */
  content: CompiledContent | null
}

const decoder = new TextDecoder()
const textOf = (json: string | Uint8Array) => (typeof json === 'string' ? json : decoder.decode(json))

/**
 * Reads the body of an upload and builds its content (contract, catalogs §3 and §4). Pure, so that a large upload can
 * be compiled in a worker thread.
 * @throws {ApiError} 400 if the body is not an object, 422 with the first problems in document order
 */
export function compileUpload(
  { value = {}, source }: Partial<JsonBody>,
  { kind, currency, zone, strict }: UploadContext,
  former: FormerCatalog,
): CompiledUpload {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest('The body must be a JSON object')
  const refuse = (problems: readonly Problem[]) => {
    if (problems.length > 0) throw invalid(inDocumentOrder(problems, value).slice(0, maxProblems))
  }
  refuse(sizeProblems((value as { data?: unknown }).data))
  const problems: Problem[] = []
  const context = { problems, currency, zone, strict, ...(source !== undefined ? { source } : {}) }
  const schema = kind === 'create' ? CatalogCreate : CatalogUpdate
  const { name, data } = read<CatalogUpdate>(schema, value, context)
  if (name !== undefined && name.trim() === '') problems.push({ field: 'name', message: "can't be blank" })
  if (data) problems.push(...checkContent(data, currency), ...imageProblems(data, new Set(former.images)))
  refuse(problems)
  if (!data) return { name, content: null }
  const before = former.data === null ? undefined : (JSON.parse(textOf(former.data)) as CatalogData)
  const built = buildContent(data, currency, before)
  return {
    name,
    content: {
      json: JSON.stringify(built),
      products: built.products.length,
      refs: contentRefs(built),
      imageIds: imageIdsOf(data),
    },
  }
}
