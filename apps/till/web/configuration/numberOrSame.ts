/** Returns text that is not a whole number unchanged, for the server to reject beside its field. */
export const numberOrSame = (typed: string) =>
  /^\d{1,6}$/.test(typed) ? Number(typed) : (typed as unknown as number)
