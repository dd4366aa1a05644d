import type { ApiCall } from '../api/index.ts'
import type { Publisher } from '../callbacks/index.ts'
import type { OrderCommandParts, OrderPlace, OrderRequest } from './commands.ts'

export const commandParts = (
  { publisher }: { publisher: Publisher },
  { db }: ApiCall,
): OrderCommandParts => ({ db, publisher })

export const placeOf = ({ caller, place, zone, nowMs }: ApiCall): OrderPlace => ({
  caller,
  locationId: place.id,
  zone,
  nowMs,
})

/** The body as it was read, with its problems, for a command to refuse or apply. */
export const requestOf = <Input>(
  { problems, check: refuse, sentKeys }: ApiCall,
  input: Input,
): OrderRequest<Input> => ({ input, problems, refuse, sentKeys })
