import { listSaleCodes, replaceSaleCodes, type SaleCode } from '../articles/index.ts'
import type { Database } from '../platform/database.ts'

/** Several codes of an article stand in one cell, with blanks between them. */
export const splitCodes = (text: string): string[] => text.split(/\s+/).filter(Boolean)

export const joinCodes = (codes: SaleCode[] = []): string => codes.map(({ code }) => code).join(' ')

/** IDART by code de vente, in the form in which codes are compared. */
export const saleCodeOwners = (database: Database): Map<string, number> =>
  new Map(
    [...listSaleCodes(database)].flatMap(([idart, codes]) => codes.map(({ code }) => [codeKey(code), idart])),
  )

export const codeKey = (code: string) => code.toLowerCase()

/** A code that stays keeps how much it sells; a new one sells one. In the caller's transaction. */
export function saveCodes(database: Database, idart: number, codes: string[], before: SaleCode[]): void {
  const quantities = new Map(before.map(({ code, quantity }) => [code, quantity]))
  replaceSaleCodes(
    database,
    idart,
    codes.map((code) => ({ code, quantity: quantities.get(code) ?? '1' })),
  )
}
