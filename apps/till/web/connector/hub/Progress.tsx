import { t } from '../../labels/index.ts'

interface RunningProps {
  /** Name of the button that started it. */
  name: string
  text: string
  done: number
  /** Null when the total is unknown. */
  total: number | null
}

/** The progress line of D9. */
export const Running = ({ name, text, done, total }: RunningProps) => (
  <div className="export-progress" role="status">
    <p className="export-name">{name}</p>
    <p>{text}</p>
    <progress aria-label={text} {...(total === null ? {} : { value: done, max: total })} />
  </div>
)

interface ResultProps {
  name: string
  sent: number
  errors: string[]
  warnings: string[]
}

/** The result line of D9, with the list of errors. */
export const Result = ({ name, sent, errors, warnings }: ResultProps) => (
  <div className={errors.length > 0 ? 'export-progress export-failed' : 'export-progress'} role="status">
    <p className="export-name">{name}</p>
    <p>{t('exchange.done', { sent, errors: errors.length })}</p>
    {[...errors, ...warnings].length > 0 && (
      <ul>
        {[...errors, ...warnings].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    )}
  </div>
)
