import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Sale } from '../../src/sales/wire.ts'
import { sellersQuery } from '../connector/queries.ts'
import { t } from '../labels/index.ts'
import { paymentModesQuery } from '../lib/queries.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { useCloseGuard, useWindows } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { ArticleKeys } from './ArticleKeys.tsx'
import { type CounterDialog, CounterDialogs } from './CounterDialogs.tsx'
import { CounterQuestion } from './CounterQuestion.tsx'
import { keepDraft } from './draftStore.ts'
import { Head } from './Head.tsx'
import { Keypad } from './Keypad.tsx'
import { LineGrid } from './LineGrid.tsx'
import type { Keyboard } from './queries.ts'
import { SellerCreation } from './SellerCreation.tsx'
import { SidePanel, type SideTab } from './SidePanel.tsx'
import { useCounter } from './useCounter.ts'
import { useCounterKeys } from './useCounterKeys.ts'
import { useFieldAfterTouch } from './useFieldAfterTouch.ts'
import { type PrintFormat, usePrinter } from './usePrinter.tsx'
import { useScanner } from './useScanner.ts'

/** W-6. */
export function Counter({ close }: WindowProps) {
  const [dialog, setDialog] = useState<CounterDialog>()
  const askPrice = useCallback((line: number) => setDialog({ kind: 'price', line }), [])
  const counter = useCounter(askPrice)
  const { open } = useWindows()
  const confirm = useConfirm()
  const { print, sheet } = usePrinter()
  const { data: sellers } = useQuery(sellersQuery)
  // Loaded before «TOTAL»: the first Enter of the settlement already pays with one of them.
  useQuery(paymentModesQuery)
  const [keyboard, setKeyboard] = useState<Keyboard>({ kind: 'all' })
  const [tab, setTab] = useState<SideTab>('articles')
  const root = useRef<HTMLDivElement>(null)
  const entry = useRef<HTMLInputElement>(null)
  const { seller, dispatch, latest, question } = counter
  const awake = sellers?.filter(({ isAsleep }) => !isAsleep) ?? []

  useEffect(() => {
    if (seller && !dialog && !question) entry.current?.focus()
  }, [seller, dialog, question])
  // Always registered, and reads the current state: Escape may come at the same instant as the first line.
  const guard = useCallback(async () => {
    if (latest.current.draft.basket.lines.length === 0) return true
    const agreed = await confirm({
      title: t('counter.leave.title'),
      message: t('counter.leave.message'),
      action: t('counter.leave.action'),
    })
    if (agreed) keepDraft(null)
    return agreed
  }, [confirm, latest])
  useCloseGuard(guard)

  const total = () =>
    counter.inTurn(() => {
      if (latest.current.draft.basket.lines.length === 0) return
      dispatch({ type: 'showMenus' })
      setDialog({ kind: 'settlement' })
    })
  const submit = () => {
    const text = counter.takeEntry()
    if (text === '') total()
    else counter.enter(text)
  }
  const cancelAll = async () => {
    const agreed = await confirm({
      title: t('counter.cancelAll.title'),
      message: t('counter.cancelAll.message'),
      action: t('counter.cancelAll'),
    })
    if (agreed) dispatch({ type: 'restart' })
    entry.current?.focus()
  }
  const showDocument = (number: number) => setDialog({ kind: 'ticket', number, isSold: false })
  const onSold = ({ number }: Sale, format: PrintFormat | undefined) => {
    dispatch({ type: 'restart' })
    setDialog({ kind: 'ticket', number, isSold: true })
    if (format) void print(number, format)
  }

  useCounterKeys(root, {
    onSearch: () => {
      if (seller) open('article-selection', { pick: 1 })
      return seller !== undefined
    },
    onOptions: () => seller && counter.editOptions(),
    onCode: (code) => {
      const chosen = awake.find((one) => one.code === code)
      if (seller || !chosen) return false
      void counter.chooseSeller(chosen)
      return true
    },
    onTyping: () => seller && entry.current?.focus(),
  })
  useFieldAfterTouch(root, entry)
  useScanner(root, entry, (code) => {
    if (!seller) return counter.warn(t('scanner.noSeller'))
    if (question || (dialog && dialog.kind !== 'ticket')) return counter.warn(t('scanner.busy', { code }))
    setDialog(undefined)
    counter.enter(code)
  })

  if (sellers && awake.length === 0) return <SellerCreation onQuit={close} />
  return (
    <div className="counter" ref={root}>
      <fieldset className="counter-main" disabled={!seller} aria-label={t('counter.grid')}>
        <Head counter={counter} />
        <LineGrid counter={counter} onPrice={askPrice} />
        <ArticleKeys
          keyboard={keyboard}
          onKeyboard={setKeyboard}
          onArticle={(article) => {
            counter.touch(article)
            entry.current?.focus()
          }}
          sellers={awake}
          onSeller={(one) => void counter.chooseSeller(one)}
          onCustomers={counter.chooseCustomer}
        />
      </fieldset>
      <Keypad
        counter={counter}
        entry={entry}
        onSubmit={submit}
        onTotal={total}
        onDialog={setDialog}
        onCancelAll={cancelAll}
        onDocument={showDocument}
        onFunctions={() => setTab('functions')}
        onQuit={close}
      />
      <SidePanel
        counter={counter}
        tab={tab}
        onTab={setTab}
        sellers={awake}
        onPrice={askPrice}
        keyboard={keyboard}
        onKeyboard={setKeyboard}
        onDocument={showDocument}
      />
      {dialog && (
        <CounterDialogs
          counter={counter}
          dialog={dialog}
          onClose={() => setDialog(undefined)}
          onSold={onSold}
          onPrint={(number, format) => void print(number, format)}
        />
      )}
      {question && <CounterQuestion question={question} />}
      {sheet}
    </div>
  )
}
