import { defineSetting, isText } from '../../settings/index.ts'
import type { IsUnmanaged } from './skus.ts'

/**
 * «IDTAR non gérés», separated by `; `: `3` is the IDTAR 3 of every article, `12|3` that of the article 12 only
 * (contract, kezia R-X6).
 */
export const unmanagedIdtars = defineSetting('hub.unmanagedIdtars', '', isText(1000))

/** Undefined when it is not a list of IDTAR. */
export function readIdtars(typed: string): string | undefined {
  const parts = typed.split(/[\s;,]+/).filter(Boolean)
  if (!parts.every((part) => /^(\d{1,12}\|)?[1-9]\d{0,8}$/.test(part))) return undefined
  return [...new Set(parts)].join('; ')
}

export function unmanagedTest(stored: string): IsUnmanaged {
  const parts = new Set(stored.split('; '))
  return (idart, idtar) => parts.has(String(idtar)) || parts.has(`${idart}|${idtar}`)
}
