export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'

export const isText =
  (maximumLength = 255) =>
  (value: unknown): value is string =>
    typeof value === 'string' && value.length <= maximumLength

export const isInteger =
  (least: number, most: number) =>
  (value: unknown): value is number =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most

export const isOneOf =
  <const T extends string>(...choices: T[]) =>
  (value: unknown): value is T =>
    choices.includes(value as T)

/** Also accepts null, which means «not set». */
export const orNull =
  <T>(accepts: (value: unknown) => value is T) =>
  (value: unknown): value is T | null =>
    value === null || accepts(value)
