import { TillError } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'

/** Reads each element of a list as its own form. Errors are reported under the element's path: `tariffs.0.title`. */
export function readEach<T>(
  form: Form,
  field: string,
  most: number,
  read: (own: Form, index: number) => T,
): T[] {
  return form
    .list(field, most, (value) => value)
    .map((value, index) => {
      const own = new Form(value)
      const element = read(own, index)
      try {
        own.check()
      } catch (error) {
        if (!(error instanceof TillError)) throw error
        for (const wrong of error.errors ?? []) form.fail(`${field}.${index}.${wrong.field}`, wrong.message)
      }
      return element
    })
}
