import { type LogResource, logMethods, logResources } from '@hub/contract/manager'

/** What a connection's logs are narrowed to; it lives in the address. Nothing ticked is everything. */
export interface LogFilters {
  resource?: LogResource[]
  method?: (typeof logMethods)[number][]
  /** `YYYY-MM-DDTHH:mm` of the location. */
  from?: string
  to?: string
}

const among = <T extends string>(known: readonly T[], value: unknown): T[] | undefined => {
  const wanted = Array.isArray(value) ? value : [value]
  const found = known.filter((name) => wanted.includes(name))
  return found.length > 0 ? found : undefined
}
const time = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(value) ? value : undefined

/** Reads an address; what makes no sense is left out. */
export const readLogFilters = (search: Record<string, unknown>): LogFilters => ({
  resource: among(logResources, search.resource),
  method: among(logMethods, search.method),
  from: time(search.from),
  to: time(search.to),
})

export const isFiltered = (filters: LogFilters) => Object.values(filters).some((value) => value !== undefined)
