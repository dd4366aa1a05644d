/** One per opened form, so that a form sent twice creates one thing. `randomUUID` needs https; this does not. */
export const newFormKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
