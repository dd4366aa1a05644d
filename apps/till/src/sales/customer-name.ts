/** `customerNameOf` as SQL, over the snapshot of a sale `s` (contract, counter T85); null for an anonymous sale. */
export const snapshotName = `coalesce(
  nullif(trim(s.customer_snapshot ->> 'company'), ''),
  nullif(trim(concat_ws(' ', nullif(s.customer_snapshot ->> 'lastName', ''), s.customer_snapshot ->> 'firstName')), ''))`
