/** Drops repeated values and keeps the first one (contract, catalogs §4). */
export const distinct = <T extends string>(list: readonly T[] | null | undefined): T[] => [...new Set(list)]
