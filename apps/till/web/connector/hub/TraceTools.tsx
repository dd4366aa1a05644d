import { useQuery } from '@tanstack/react-query'
import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckBox } from '../../ui/fields.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { maintenanceQuery } from '../queries.ts'

interface TraceToolsProps {
  isLogShown: boolean
  onShowLog(isShown: boolean): void
}

/** «Ecran» opens a live pane, «Presse-papier» copies the last lines, «Fichier» is always written (contract, kezia D59). */
export function TraceTools({ isLogShown, onShowLog }: TraceToolsProps) {
  const { data } = useQuery(maintenanceQuery)
  const notify = useNotify()
  const copy = async () => {
    const text = (data?.trace ?? []).map((line) => JSON.stringify(line)).join('\n')
    try {
      await navigator.clipboard.writeText(text)
      notify(t('customisation.trace.copied'))
    } catch {
      notify(t('customisation.trace.notCopied'), 'failed')
    }
  }
  return (
    <div className="trace-tools">
      <Button aria-pressed={isLogShown} onClick={() => onShowLog(!isLogShown)}>
        {t('customisation.trace.screen')}
      </Button>
      <Button onClick={() => void copy()}>{t('customisation.trace.clipboard')}</Button>
      <CheckBox
        label={t('customisation.trace.file')}
        isChecked
        isDisabled
        title={t('customisation.trace.fileTip')}
        onChange={() => {}}
      />
    </div>
  )
}
