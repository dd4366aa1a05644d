import { statement } from '../platform/db/index.ts'

/**
 * Also forgets those that expired before that time. Parameters: device code, hash of the user code, client, scope, device id, interval, end, time,
 * address, sealed user code. */
export const insert = statement(
  `with forgotten as (delete from device_pairing where expires_at < $8)
   insert into device_pairing (device_code_hash, user_code, client_id, scope, device_id, interval_seconds, expires_at,
     requested_from, user_code_sealed)
   values ($1, $2, $3, $4, $5, $6, $7, $9, $10)`,
)

export interface PairingRow {
  device_code_hash: string
  client_id: string
  scope: string
  device_id: string | null
  expires_at: Date
  requested_from: string | null
  /** null: of a pairing that was begun before the code was sealed. */
  user_code_sealed: string | null
}
const waiting = `select device_code_hash, client_id, scope, device_id, expires_at, requested_from, user_code_sealed
  from device_pairing
  where state = 'pending' and expires_at > $2`
/** One that waits for its approval. Parameters: hash of the user code, now. */
export const findByUserCode = statement<PairingRow>(`${waiting} and user_code = $1`)
/** Parameters: device code, now. */
export const find = statement<PairingRow>(`${waiting} and device_code_hash = $1`)

/** Parameters: device code, state, user, selection, now. */
export const decide = statement<{ client_id: string }>(
  `update device_pairing set state = $2, user_id = $3, selection = $4
   where device_code_hash = $1 and state = 'pending' and expires_at > $5 returning client_id`,
)

export interface PolledRow {
  client_id: string
  state: 'pending' | 'approved' | 'denied' | 'used'
  expires_at: Date
  /** Sooner after the poll before than the interval. */
  too_early: boolean
}
/** A device asks; who asks too early waits 5 seconds longer from then on. Parameters: device code, now. */
export const poll = statement<PolledRow>(
  `with known as (
     select device_code_hash, client_id, state, expires_at,
       coalesce(polled_at + interval_seconds * interval '1 second' > $2::timestamptz, false) as too_early
     from device_pairing where device_code_hash = $1 for update),
   polled as (
     update device_pairing d set polled_at = $2,
       interval_seconds = d.interval_seconds + case when k.too_early then 5 else 0 end
     from known k where d.device_code_hash = k.device_code_hash)
   select client_id, state, expires_at, too_early from known`,
)

/** Takes an approval, once. Parameters: device code. */
export const use = statement<{ user_id: string; selection: string }>(
  `update device_pairing set state = 'used' where device_code_hash = $1 and state = 'approved'
   returning user_id, selection`,
)
