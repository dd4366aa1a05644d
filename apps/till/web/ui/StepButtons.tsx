import { t } from '../labels/index.ts'
import { Button } from './Button.tsx'

/** Paths of the arrows. */
const steps = [
  ['first', 'M6 5v14M19 5l-9 7 9 7Z'],
  ['previous', 'M17 5l-10 7 10 7Z'],
  ['next', 'M7 5l10 7-10 7Z'],
  ['last', 'M18 5v14M5 5l9 7-9 7Z'],
] as const

interface StepButtonsProps {
  /** Undefined greys them all; null, that one. */
  neighbours: Record<(typeof steps)[number][0], number | null> | undefined
  onShow(id: number | undefined): void
}

/** First, previous, next and last fiche. */
export const StepButtons = ({ neighbours, onShow }: StepButtonsProps) =>
  steps.map(([step, path]) => (
    <Button
      key={step}
      className="button button-square"
      aria-label={t(`sheet.${step}`)}
      title={t(`sheet.${step}`)}
      disabled={!neighbours || neighbours[step] === null}
      onClick={() => onShow(neighbours?.[step] ?? undefined)}
    >
      <svg className="icon icon-filled" viewBox="0 0 24 24" aria-hidden="true">
        <path d={path} />
      </svg>
    </Button>
  ))
