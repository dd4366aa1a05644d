export interface FieldError {
  field: string
  message: string
}

/** A refusal that the screens show as it is: a whole French sentence, and one per field when fields are wrong. */
export class TillError extends Error {
  readonly status: number
  readonly errors: FieldError[] | undefined

  constructor(status: number, message: string, errors?: FieldError[]) {
    super(message)
    this.status = status
    this.errors = errors
  }
}

export const invalidFields = (errors: FieldError[]) =>
  new TillError(422, 'Certaines informations sont à corriger.', errors)

export const notFound = (message: string) => new TillError(404, message)

/** The state does not allow it, whatever is typed. */
export const refused = (message: string) => new TillError(422, message)

export const forbidden = (message: string) => new TillError(403, message)

/** The same thing was changed elsewhere meanwhile. */
export const outdated = (message: string) => new TillError(409, message)

/** `EX_CONFIG` of sysexits.h: the start was refused, and another start would not help (operations P4). */
export const refusedExitCode = 78

/** The program cannot start; the message is all that the person who started it needs. */
export class StartError extends Error {}
