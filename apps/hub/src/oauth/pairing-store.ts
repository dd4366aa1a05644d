import { type Db, fragment, type Trx } from '../platform/db/index.ts'

export interface NewPairing {
  deviceCodeHash: string
  userCodeHash: string
  clientId: string
  scope: string
  deviceId: string | null
  intervalSeconds: number
  expiresAt: Date
  /** Address of the device. */
  requestedFrom: string
  userCodeSealed: string
  /** Pairings that expired before this time are deleted. */
  forgetBefore: Date
}
export const insert = (sql: Db, pairing: NewPairing) => {
  const { deviceCodeHash, userCodeHash, clientId, scope, deviceId, intervalSeconds } = pairing
  const { expiresAt, requestedFrom, userCodeSealed, forgetBefore } = pairing
  return sql`
    with forgotten as (delete from device_pairing where expires_at < ${forgetBefore})
    insert into device_pairing (device_code_hash, user_code, client_id, scope, device_id, interval_seconds, expires_at,
      requested_from, user_code_sealed)
    values (${deviceCodeHash}, ${userCodeHash}, ${clientId}, ${scope}, ${deviceId}, ${intervalSeconds}, ${expiresAt},
      ${requestedFrom}, ${userCodeSealed})`
}

export interface PairingRow {
  device_code_hash: string
  client_id: string
  scope: string
  device_id: string | null
  expires_at: Date
  requested_from: string | null
  /** Null for a pairing that began before codes were sealed. */
  user_code_sealed: string | null
}
const waiting = fragment`
  select device_code_hash, client_id, scope, device_id, expires_at, requested_from, user_code_sealed
  from device_pairing where state = 'pending'`

/** Finds a pairing that waits for approval. */
export async function findByUserCode(
  sql: Db,
  { userCodeHash, now }: { userCodeHash: string; now: Date },
): Promise<PairingRow | undefined> {
  const [row] = await sql<PairingRow>`${waiting} and expires_at > ${now} and user_code = ${userCodeHash}`
  return row
}

interface DeviceCode {
  deviceCodeHash: string
}

/** Finds a pairing that waits for approval. */
export async function find(
  sql: Db,
  { deviceCodeHash, now }: DeviceCode & { now: Date },
): Promise<PairingRow | undefined> {
  const [row] =
    await sql<PairingRow>`${waiting} and expires_at > ${now} and device_code_hash = ${deviceCodeHash}`
  return row
}

export interface Decision extends DeviceCode {
  state: 'approved' | 'denied'
  userId: string | null
  /** As JSON. */
  selection: string | null
  now: Date
}
/** @returns undefined if it no longer waits for approval */
export async function decide(
  sql: Db,
  { deviceCodeHash, state, userId, selection, now }: Decision,
): Promise<{ client_id: string } | undefined> {
  const [row] = await sql<{ client_id: string }>`
    update device_pairing set state = ${state}, user_id = ${userId}, selection = ${selection}
    where device_code_hash = ${deviceCodeHash} and state = 'pending' and expires_at > ${now} returning client_id`
  return row
}

export interface PolledRow {
  client_id: string
  state: 'pending' | 'approved' | 'denied' | 'used'
  expires_at: Date
  /** The poll came before the interval had passed. */
  too_early: boolean
}
/** Records a poll of the device. Each poll that comes too early lengthens the interval by 5 seconds. */
export async function poll(
  sql: Db,
  { deviceCodeHash, now }: DeviceCode & { now: Date },
): Promise<PolledRow | undefined> {
  const [row] = await sql<PolledRow>`
    with known as (
      select device_code_hash, client_id, state, expires_at,
        coalesce(polled_at + interval_seconds * interval '1 second' > ${now}::timestamptz, false) as too_early
      from device_pairing where device_code_hash = ${deviceCodeHash} for update),
    polled as (
      update device_pairing d set polled_at = ${now},
        interval_seconds = d.interval_seconds + case when k.too_early then 5 else 0 end
      from known k where d.device_code_hash = k.device_code_hash)
    select client_id, state, expires_at, too_early from known`
  return row
}

/** Marks an approval as used, so that it is used only once. */
export async function use(
  trx: Trx,
  { deviceCodeHash }: DeviceCode,
): Promise<{ user_id: string; selection: string } | undefined> {
  const [row] = await trx<{ user_id: string; selection: string }>`
    update device_pairing set state = 'used' where device_code_hash = ${deviceCodeHash} and state = 'approved'
    returning user_id, selection`
  return row
}
