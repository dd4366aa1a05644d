import type { ArticleSheet } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { Button, UnavailableButton } from '../ui/Button.tsx'

interface SheetToolbarProps {
  neighbours: ArticleSheet['neighbours'] | undefined
  canApply: boolean
  onApply(): void
  onShow(idart: number | undefined): void
  /** Undefined for an article that is not stored yet. */
  onDelete: (() => void) | undefined
  onClose(): void
}

/** Paths of the arrows. */
const steps = [
  ['first', 'M6 5v14M19 5l-9 7 9 7Z'],
  ['previous', 'M17 5l-10 7 10 7Z'],
  ['next', 'M7 5l10 7-10 7Z'],
  ['last', 'M18 5v14M5 5l9 7-9 7Z'],
] as const

export function SheetToolbar(props: SheetToolbarProps) {
  const { neighbours, canApply, onApply, onShow, onDelete, onClose } = props
  return (
    <div className="sheet-toolbar" role="toolbar" aria-label={t('sheet.title')}>
      {steps.map(([step, path]) => (
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
      ))}
      <Button onClick={onClose}>{t('sheet.quit')}</Button>
      <span className="spacer" />
      <UnavailableButton>{t('sheet.mcu')}</UnavailableButton>
      <UnavailableButton>{t('sheet.print')}</UnavailableButton>
      <Button look="danger" disabled={!onDelete} onClick={onDelete}>
        {t('sheet.delete')}
      </Button>
      <UnavailableButton>{t('sheet.reserved')}</UnavailableButton>
      <UnavailableButton>{t('sheet.labels')}</UnavailableButton>
      <Button onClick={() => onShow(undefined)}>{t('sheet.create')}</Button>
      <Button look="primary" disabled={!canApply} onClick={onApply}>
        {t('sheet.apply')}
      </Button>
    </div>
  )
}
