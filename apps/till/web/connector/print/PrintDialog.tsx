import type { KeyboardEvent } from 'react'
import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Modal } from '../../ui/Modal.tsx'

export type PrintChoice = 'ticket' | 'page' | 'none'

const choices: PrintChoice[] = ['ticket', 'page', 'none']

interface PrintDialogProps {
  onChoose(choice: PrintChoice): void
  /** Escape: nothing was chosen. */
  onClose(): void
}

/** W-13. Arrows move, Enter chooses. */
export const PrintDialog = ({ onChoose, onClose }: PrintDialogProps) => (
  <Modal title={t('print.title')} onClose={onClose}>
    <p>{t('print.question')}</p>
    {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows go through the keys in it */}
    <div className="print-choices" onKeyDown={moveThrough}>
      {choices.map((choice) => (
        <Button key={choice} look="primary" onClick={() => onChoose(choice)}>
          {t(`print.${choice}`)}
        </Button>
      ))}
    </div>
  </Modal>
)

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

function moveThrough(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  const keys = [...event.currentTarget.querySelectorAll('button')]
  const at = keys.indexOf(document.activeElement as HTMLButtonElement)
  keys[(at + step + keys.length) % keys.length]?.focus()
}
