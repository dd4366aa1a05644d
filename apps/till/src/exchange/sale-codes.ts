import { listSaleCodes, replaceSaleCodes, type SaleCode } from '../articles/index.ts'
import type { Database } from '../platform/database.ts'

/** Splits a cell, which holds the codes of an article separated by whitespace. */
export const splitCodes = (text: string): string[] => text.split(/\s+/).filter(Boolean)

export const joinCodes = (codes: SaleCode[] = []): string => codes.map(({ code }) => code).join(' ')

/** Article id by the {@link codeKey} of its sale codes. */
export const saleCodeOwners = (database: Database): Map<string, number> =>
  new Map(
    [...listSaleCodes(database)].flatMap(([idart, codes]) => codes.map(({ code }) => [codeKey(code), idart])),
  )

export const codeKey = (code: string) => code.toLowerCase()

/** Replaces an article's codes, in the caller's transaction. Codes that stay keep their quantity; new ones get 1. */
export function saveCodes(database: Database, idart: number, codes: string[], before: SaleCode[]): void {
  const quantities = new Map(before.map(({ code, quantity }) => [code, quantity]))
  replaceSaleCodes(
    database,
    idart,
    codes.map((code) => ({ code, quantity: quantities.get(code) ?? '1' })),
  )
}
