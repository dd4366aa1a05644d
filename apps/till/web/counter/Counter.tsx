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
import { Head } from './Head.tsx'
import { Keypad } from './Keypad.tsx'
import { LineGrid } from './LineGrid.tsx'
import { SellerCreation } from './SellerCreation.tsx'
import { SidePanel } from './SidePanel.tsx'
import { useCounter } from './useCounter.ts'
import { type PrintFormat, usePrinter } from './usePrinter.tsx'

/** W-6. */
export function Counter({ close }: WindowProps) {
  const counter = useCounter()
  const { open } = useWindows()
  const confirm = useConfirm()
  const { print, sheet } = usePrinter()
  const { data: sellers } = useQuery(sellersQuery)
  // Read before «TOTAL»: the first Enter of the settlement already pays by one of them.
  useQuery(paymentModesQuery)
  const [dialog, setDialog] = useState<CounterDialog>()
  const [rayonId, setRayonId] = useState('')
  const entry = useRef<HTMLInputElement>(null)
  const { seller, dispatch, latest } = counter
  const awake = sellers?.filter(({ isAsleep }) => !isAsleep) ?? []

  useEffect(() => {
    if (seller && !dialog) entry.current?.focus()
  }, [seller, dialog])
  // Always there, and reading what is there now: Escape may come in the same instant as the first line.
  const guard = useCallback(
    async () =>
      latest.current.draft.basket.lines.length === 0 ||
      (await confirm({
        title: t('counter.leave.title'),
        message: t('counter.leave.message'),
        action: t('counter.leave.action'),
      })),
    [confirm, latest],
  )
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
  const onSold = ({ number }: Sale, format: PrintFormat | undefined) => {
    dispatch({ type: 'restart' })
    setDialog({ kind: 'ticket', number, isSold: true })
    if (format) void print(number, format)
  }

  const root = useKeys((event) => {
    if (!(event.target instanceof Element) || event.target.closest('dialog')) return
    if (event.key === 'F2' && seller) {
      event.preventDefault()
      event.stopPropagation()
      open('article-selection', { pick: 1 })
    } else if (!seller) {
      const chosen = awake.find(({ code }) => code === event.key)
      if (chosen) {
        event.preventDefault()
        counter.setSeller(chosen)
      }
    } else if (!event.target.closest('input, select') && /^[\p{L}\p{N}*]$/u.test(event.key)) {
      // A digit typed after a key was touched goes where digits go.
      entry.current?.focus()
    }
  })

  if (sellers && awake.length === 0) return <SellerCreation onQuit={close} />
  return (
    <div className="counter" ref={root}>
      <fieldset className="counter-main" disabled={!seller} aria-label={t('counter.grid')}>
        <Head counter={counter} />
        <LineGrid counter={counter} onPrice={(line) => setDialog({ kind: 'price', line })} />
        <ArticleKeys
          rayonId={rayonId}
          onArticle={(article) => {
            counter.inTurn(() => dispatch({ type: 'add', article }))
            entry.current?.focus()
          }}
          sellers={awake}
          onSeller={counter.setSeller}
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
        onQuit={close}
      />
      <SidePanel
        counter={counter}
        sellers={awake}
        seller={seller}
        onSeller={counter.setSeller}
        rayonId={rayonId}
        onRayon={setRayonId}
        onDocument={(number) => setDialog({ kind: 'ticket', number, isSold: false })}
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
      {sheet}
    </div>
  )
}

/** Keys pressed anywhere in the window, before the function keys of the whole till see them. */
function useKeys(onKey: (event: KeyboardEvent) => void) {
  const root = useRef<HTMLDivElement>(null)
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })
  // No list of dependencies: the element comes with the sellers.
  useEffect(() => {
    const element = root.current
    const listener = (event: KeyboardEvent) => latest.current(event)
    element?.addEventListener('keydown', listener)
    return () => element?.removeEventListener('keydown', listener)
  })
  return root
}
