import { createHash } from 'node:crypto'
import { defineSetting, isText } from '../../settings/index.ts'
import type { Connector } from '../context.ts'
import type { BuiltCatalog } from './build.ts'

/** What the hub has: of which catalogue, and a fingerprint of what was sent there. */
const sentCatalog = defineSetting('hub.sentCatalog', '', isText())

const fingerprintOf = (catalogId: string, { data, pictures }: BuiltCatalog) =>
  `${catalogId} ${createHash('sha256')
    .update(JSON.stringify([data, pictures]))
    .digest('hex')}`

/** Whether this is what was sent to this catalogue last. */
export const isSent = ({ settings }: Connector, catalogId: string, catalog: BuiltCatalog): boolean =>
  settings.get(sentCatalog) === fingerprintOf(catalogId, catalog)

export function rememberSent(
  { database, settings }: Connector,
  catalogId: string,
  catalog: BuiltCatalog,
): void {
  database.transaction(() => settings.set(sentCatalog, fingerprintOf(catalogId, catalog)))
}
