import type { Image } from '@hub/contract'
import type { ImageRow } from './store.ts'

const keptDays = 30
/** How long an image that its catalog does not use is kept (contract, catalogs §14). */
export const keptMs = keptDays * 24 * 60 * 60 * 1000

/** The image as the client sees it, without another client's private ref. */
export const presentImage = (
  { id, type, size, md5, client_id, private_ref, unattached_since }: ImageRow,
  clientId: string,
  nowMs: number,
): Image => ({
  id,
  private_ref: client_id === clientId ? private_ref : null,
  type,
  size,
  md5,
  seconds_before_removal:
    unattached_since === null ? null : Math.ceil((unattached_since.getTime() + keptMs - nowMs) / 1000),
})
