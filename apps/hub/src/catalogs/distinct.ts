/** Repeated values are dropped, the first one stays (contract, catalogs §4). */
export const distinct = <T extends string>(list: readonly T[] | null | undefined): T[] => [...new Set(list)]
