/** What is not a whole number is sent as it is, for the till to refuse beside its field. */
export const numberOrSame = (typed: string) =>
  /^\d{1,6}$/.test(typed) ? Number(typed) : (typed as unknown as number)
