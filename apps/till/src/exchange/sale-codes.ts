import type { Database } from '../platform/database.ts'

/** IDART by code de vente. */
export const saleCodeOwners = (_database: Database): Map<string, number> => new Map()

/** The codes de vente of each article, in order. */
export const saleCodesByArticle = (_database: Database): Map<number, string[]> => new Map()

export function replaceSaleCodes(_database: Database, _idart: number, _codes: string[]): void {}
