import { useMutation } from '@tanstack/react-query'
import { type ComponentType, type FormEvent, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Article, ArticleSheet } from '../../src/articles/wire.ts'
import type { VatRate } from '../../src/vat/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useCloseGuard, useWindows } from '../windows/manager.tsx'
import { ClassificationPage } from './ClassificationPage.tsx'
import { CodesPage } from './CodesPage.tsx'
import { ImagesPage } from './ImagesPage.tsx'
import { AlcoholPage, PreparationPage, TextsPage } from './MorePages.tsx'
import { OptionsPage } from './OptionsPage.tsx'
import { PricePage } from './PricePage.tsx'
import { type BuiltPage, fieldPages } from './pages.ts'
import { SettingsPage } from './SettingsPage.tsx'
import { SheetHead } from './SheetHead.tsx'
import { SheetMenu } from './SheetMenu.tsx'
import { SheetStrip } from './SheetStrip.tsx'
import { SheetToolbar } from './SheetToolbar.tsx'
import { StocksPage } from './StocksPage.tsx'
import { Summary } from './Summary.tsx'
import { TariffsPage } from './TariffsPage.tsx'
import { type SheetSource, useArticleSheet } from './useArticleSheet.ts'
import { useSheetKeys } from './useSheetKeys.ts'
import type { SheetValues } from './values.ts'

interface SheetFormProps {
  source: SheetSource
  /** Undefined for a new article. */
  neighbours: ArticleSheet['neighbours'] | undefined
  vatRates: VatRate[]
  page: BuiltPage
  onPage(page: BuiltPage): void
  confirmDiscard(): Promise<boolean>
  /** Called after a creation, instead of showing the saved article. */
  onCreated: ((idart: number) => void) | undefined
  /** Shows another article in this window, or a blank form. */
  onShow(idart: number | undefined): void
  onClose(): void
}

export interface PageProps {
  values: SheetValues
  change(change: Partial<SheetValues>): void
  errors: Readonly<Record<string, string>>
  vatRates: VatRate[]
  /** As last read from the server; undefined for an article that is not saved yet. */
  stored: Article | undefined
}

const pageComponents: Record<BuiltPage, ComponentType<PageProps>> = {
  price: PricePage,
  classification: ClassificationPage,
  codes: CodesPage,
  settings: SettingsPage,
  options: OptionsPage,
  stocks: StocksPage,
  preparation: PreparationPage,
  tariffs: TariffsPage,
  texts: TextsPage,
  images: ImagesPage,
  alcohol: AlcoholPage,
}

export function SheetForm(props: SheetFormProps) {
  const { source, neighbours, vatRates, page, onPage, confirmDiscard, onCreated, onShow, onClose } = props
  const body = useRef<HTMLFormElement>(null)
  const confirm = useConfirm()
  const notify = useNotify()
  const { open } = useWindows()
  const sheet = useArticleSheet(source, vatRates, (saved) => {
    notify(t('sheet.applied', { idart: saved.idart }))
    if (onCreated) onCreated(saved.idart)
    else if (saved.idart !== source.article?.idart || source.isCopy) onShow(saved.idart)
  })
  const { article, isDirty, values, change, errors } = sheet
  useCloseGuard(isDirty ? confirmDiscard : undefined)

  const remove = useMutation<void, ApiFailure, number>({
    mutationFn: (idart) => api.delete(`/articles/${idart}`),
    onSuccess: (_, idart) => {
      notify(t('sheet.deleted', { idart }))
      const next = neighbours?.next ?? neighbours?.previous
      onShow(next ?? undefined)
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })

  function showField(name: string) {
    const field = fieldPages.find((one) => one.name === name.split('.')[0])
    // The field exists only once its page is rendered.
    if (field) flushSync(() => onPage(field.page))
    body.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus()
  }
  const apply = (event: FormEvent) => {
    event.preventDefault()
    sheet.save.mutate(undefined, {
      onError: (failure) => {
        notify(failure.message, 'failed')
        const [wrong] = Object.keys(failure.fields)
        if (wrong) showField(wrong)
      },
    })
  }
  async function leaveFor(idart: number | undefined) {
    if (!isDirty || (await confirmDiscard())) onShow(idart)
  }
  async function askAndRemove(idart: number, definition: string) {
    const agreed = await confirm({
      title: t('sheet.delete.title'),
      message: t('sheet.delete.message', { definition }),
      action: t('sheet.delete.action'),
    })
    if (agreed) remove.mutate(idart)
  }
  useSheetKeys(body, {
    KeyN: () => void leaveFor(undefined),
    KeyR: () => body.current?.querySelector<HTMLElement>('[type="search"]')?.focus(),
  })
  const Page = pageComponents[page]
  return (
    <form className="sheet" ref={body} onSubmit={apply}>
      <SheetStrip article={article} />
      <SheetToolbar
        neighbours={article && neighbours}
        canApply={isDirty && !sheet.save.isPending}
        onShow={(idart) => void leaveFor(idart)}
        onDelete={article && (() => void askAndRemove(article.idart, article.definition))}
        onClose={onClose}
      />
      <SheetMenu page={page} onPage={onPage} onField={showField} />
      <div className="sheet-main">
        <SheetHead
          definition={values.definition}
          error={errors.definition}
          onDefinition={(definition) => change({ definition })}
          onSearch={() => open('article-selection')}
        />
        <Summary article={article} />
        <section className="sheet-page">
          <Page
            values={values}
            change={change}
            errors={errors}
            vatRates={vatRates}
            stored={source.isCopy ? undefined : source.article}
          />
        </section>
      </div>
    </form>
  )
}
