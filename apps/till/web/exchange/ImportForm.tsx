import { useRef } from 'react'
import { type ImportedDataset, importedDatasets } from '../../src/exchange/wire.ts'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Busy, RunningImport, StoppedImport } from './ImportProgress.tsx'
import { ImportReport } from './ImportReport.tsx'
import { useImport } from './useImport.ts'

const choices = importedDatasets.map((value) => ({ value, label: t(`exchange.dataset.${value}`) }))
const pictureTypes = 'image/jpeg,image/png,image/webp,image/gif,image/bmp'

interface ImportFormProps {
  dataset: ImportedDataset
  onDataset(dataset: ImportedDataset): void
}

export function ImportForm({ dataset, onDataset }: ImportFormProps) {
  const { read, apply, shelve, run, progress, pictureCount, askAndApply } = useImport(dataset)
  const isWorking = read.isPending || apply.isPending || shelve.isPending
  const isBusy = isWorking || run?.state === 'running'
  return (
    <fieldset className="data-import">
      <legend>{t('exchange.tab.import')}</legend>
      <div className="data-choice">
        <SelectField
          label={t('exchange.dataset')}
          value={dataset}
          choices={choices}
          isDisabled={isBusy}
          onChange={(next) => {
            read.reset()
            onDataset(next as ImportedDataset)
          }}
        />
        {dataset === 'articles' && (
          <FileButton
            label={t('exchange.pictures')}
            text={t('exchange.choosePictures')}
            accept={pictureTypes}
            isMultiple
            isDisabled={isBusy}
            onChoose={(files) => shelve.mutate(files)}
          />
        )}
        <FileButton
          label={t('exchange.file')}
          text={t('exchange.choose')}
          accept=".csv,.txt,.xlsx"
          isPrimary
          isDisabled={isBusy}
          onChoose={([file]) => file && read.mutate(file)}
        />
      </div>
      <p className="help">
        {t('exchange.help')}{' '}
        {dataset === 'articles' &&
          (pictureCount > 0
            ? t('exchange.pictures.count', { count: pictureCount })
            : t('exchange.pictures.none'))}
      </p>
      {isWorking && <Busy text={busyText()} progress={read.isPending ? progress : undefined} />}
      {run?.state === 'running' && !isWorking && <RunningImport run={run} />}
      {run?.state === 'stopped' && !isWorking && !read.data && <StoppedImport run={run} />}
      {read.data && !isBusy && (
        <ImportReport preview={read.data} onApply={() => read.data && void askAndApply(read.data)} />
      )}
    </fieldset>
  )

  function busyText(): string {
    if (apply.isPending) return t('exchange.applying')
    const name = read.variables?.name ?? ''
    return progress ? t('exchange.progress', { ...progress, name }) : t('exchange.reading', { name })
  }
}

interface FileButtonProps {
  label: string
  text: string
  accept: string
  isPrimary?: boolean
  isMultiple?: boolean
  isDisabled: boolean
  onChoose(files: File[]): void
}

function FileButton({ label, text, accept, isPrimary, isMultiple, isDisabled, onChoose }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={isMultiple}
        aria-label={label}
        hidden
        onChange={({ target }) => {
          onChoose([...(target.files ?? [])])
          // The same file chosen again is a choice too: it was perhaps corrected.
          target.value = ''
        }}
      />
      <Button
        look={isPrimary ? 'primary' : 'plain'}
        disabled={isDisabled}
        onClick={() => input.current?.click()}
      >
        {text}
      </Button>
    </>
  )
}
