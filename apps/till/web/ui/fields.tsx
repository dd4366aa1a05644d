import { type ComponentProps, type ReactNode, useId } from 'react'

interface FieldProps {
  label: string
  /** The sentence of a refusal, in red beside the field; what was typed stays. */
  error?: string
}

/** The attributes that tie a control to its error, and the error itself. */
function useFieldError(error: string | undefined) {
  const errorId = useId()
  return {
    attributes: { 'aria-invalid': error !== undefined, 'aria-describedby': error ? errorId : undefined },
    message: error && (
      <p className="field-error" id={errorId}>
        {error}
      </p>
    ),
  }
}

interface TextFieldProps extends FieldProps, Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  value: string
  onChange(value: string): void
  /** Proposals of the list under the field. */
  proposals?: string[]
}

export function TextField({ label, error, value, onChange, proposals, ...input }: TextFieldProps) {
  const id = useId()
  const listId = useId()
  const { attributes, message } = useFieldError(error)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        autoComplete="off"
        spellCheck={false}
        list={proposals && listId}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...attributes}
        {...input}
      />
      {proposals && (
        <datalist id={listId}>
          {proposals.map((proposal) => (
            <option key={proposal} value={proposal} />
          ))}
        </datalist>
      )}
      {message}
    </div>
  )
}

interface SelectFieldProps extends FieldProps {
  name?: string
  value: string
  onChange(value: string): void
  choices: { value: string; label: string }[]
  isDisabled?: boolean
  title?: string
}

export function SelectField({
  label,
  error,
  name,
  value,
  onChange,
  choices,
  isDisabled = false,
  title,
}: SelectFieldProps) {
  const id = useId()
  const { attributes, message } = useFieldError(error)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        value={value}
        disabled={isDisabled}
        title={title}
        onChange={(event) => onChange(event.target.value)}
        {...attributes}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {message}
    </div>
  )
}

interface CheckBoxProps extends FieldProps {
  name?: string
  isChecked: boolean
  onChange(isChecked: boolean): void
  isDisabled?: boolean
  title?: string
}

export function CheckBox({
  label,
  error,
  name,
  isChecked,
  onChange,
  isDisabled = false,
  title,
}: CheckBoxProps) {
  const { attributes, message } = useFieldError(error)
  return (
    <div className="check">
      <label className="check-label" title={title}>
        <input
          type="checkbox"
          name={name}
          checked={isChecked}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.checked)}
          {...attributes}
        />
        {label}
      </label>
      {message}
    </div>
  )
}

interface RadiosProps<T extends string> {
  legend: string
  value: T
  onChange(value: T): void
  choices: { value: T; label: string; isDisabled?: boolean; title?: string }[]
  children?: ReactNode
}

/** A group of radio buttons; `children` stand before them, such as the field that they qualify. */
export function Radios<T extends string>({ legend, value, onChange, choices, children }: RadiosProps<T>) {
  const name = useId()
  return (
    <fieldset className="radios">
      <legend>{legend}</legend>
      {children}
      {choices.map((choice) => (
        <label key={choice.value} className="check-label" title={choice.title}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            disabled={choice.isDisabled}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}
