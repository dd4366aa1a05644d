import type { Platform } from '../platform/platform.ts'
import type { CustomerDocument } from './wire.ts'

/** Where documents of customers are found, newest first; each slice with documents gives one. */
export type DocumentSource = (tools: DocumentTools, idcli: number, most: number) => CustomerDocument[]
export type DocumentTools = Pick<Platform, 'database' | 'settings'>

/** The history of the fiche, newest first. */
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
