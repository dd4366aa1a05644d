import type { Platform } from '../platform/platform.ts'
import type { CustomerDocument } from './wire.ts'

/** Lists a customer's documents, newest first; each slice with documents provides one. */
export type DocumentSource = (tools: DocumentTools, idcli: number, most: number) => CustomerDocument[]
export type DocumentTools = Pick<Platform, 'database' | 'settings'>

/** The history on the customer sheet, newest first. */
export const documentsOf = (
  tools: DocumentTools,
  sources: DocumentSource[],
  idcli: number,
  most: number,
): CustomerDocument[] =>
  sources
    .flatMap((source) => source(tools, idcli, most))
    .sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at))
    .slice(0, most)
