import { createHash } from 'node:crypto'
import { defineSetting, isText } from '../../settings/index.ts'
import type { Connector } from '../context.ts'
import type { BuiltCatalog } from './build.ts'

/** The catalogue last sent: its id at the hub and a fingerprint of the content. */
const sentCatalog = defineSetting('hub.sentCatalog', '', isText())

const fingerprintOf = (catalogId: string, { data, pictures }: BuiltCatalog) =>
  `${catalogId} ${createHash('sha256')
    .update(JSON.stringify([data, pictures]))
    .digest('hex')}`

/** Whether this content is what was last sent to this catalogue. */
export const isSent = ({ settings }: Connector, catalogId: string, catalog: BuiltCatalog): boolean =>
  settings.get(sentCatalog) === fingerprintOf(catalogId, catalog)

export function rememberSent(
  { database, settings }: Connector,
  catalogId: string,
  catalog: BuiltCatalog,
): void {
  database.transaction(() => settings.set(sentCatalog, fingerprintOf(catalogId, catalog)))
}
