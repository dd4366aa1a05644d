import type { PrivateRefs } from './private-refs.ts'

interface Referable {
  id?: string | null
  private_ref?: string | null
  [key: string]: unknown
}

const collections = ['items', 'discounts', 'charges', 'payments'] as const

/**
 * Fills one client's private refs into a stored order or customer, where they are all null. Without refs, the stored
 * text is returned unparsed.
 */
export function fillPrivateRefs(document: string, refs: PrivateRefs | null): string {
  if (refs === null || Object.keys(refs).length === 0) return document
  const object = JSON.parse(document) as Referable
  const fill = (target: Referable) => {
    if (typeof target.id === 'string') target.private_ref = refs[target.id] ?? null
  }
  fill(object)
  for (const name of collections) {
    const elements = object[name]
    if (Array.isArray(elements)) for (const element of elements as Referable[]) fill(element)
  }
  const { customer } = object
  if (typeof customer === 'object' && customer !== null) fill(customer as Referable)
  return JSON.stringify(object)
}
