import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { t } from '../labels/index.ts'
import { moveInCells } from '../lib/gridKeys.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { OwnOrderLine } from './OwnOrderLine.tsx'
import { type PastedLine, readPasted } from './paste.ts'
import type { OwnOrderState } from './useOwnOrder.ts'

const headings = ['code', 'name', 'quantity', 'net', 'price', 'discount', 'rate', 'total'] as const

/**
 * The grid of W-12: quantities, prices and discounts are typed in place. Arrows go from line to line, Enter to the next
 * cell and from the last one to the line where codes are typed.
 */
export function OwnOrderLines({ sheet, onSearch }: { sheet: OwnOrderState; onSearch(): void }) {
  const { values, selected, linesError } = sheet
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const [code, setCode] = useState('')
  // Rows of the last paste that are not in the commande.
  const [wrong, setWrong] = useState<PastedLine[]>([])
  const entry = useRef<HTMLInputElement>(null)
  const enterAll = async (rows: PastedLine[]) => {
    setWrong([])
    setWrong(await sheet.enterAll(rows))
  }
  const enter = () => {
    const typed = code.trim()
    setCode('')
    if (typed === '') onSearch()
    else void sheet.enter(typed)
  }
  // A new commande begins with its articles, one that is there with its first line.
  useEffect(() => {
    const first = entry.current
      ?.closest('tbody')
      ?.querySelector<HTMLInputElement>('input[data-field=quantity]')
    const start = first ?? entry.current
    start?.focus()
  }, [])
  const isChosen = values.lines.some(({ key }) => key === selected)
  return (
    <div className="order-lines">
      <div className="grid-holder">
        <table className="grid" aria-label={t('order.lines')}>
          <thead>
            <tr>
              {headings.map((heading, index) => (
                <th key={heading} scope="col" className={index > 1 ? 'number' : undefined}>
                  {t(`order.column.${heading}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody
            onKeyDown={(event) => {
              if (moveInCells(event, entry.current ?? undefined)) return
              if (event.key !== 'Delete' || !event.ctrlKey) return
              event.preventDefault()
              sheet.erase()
              entry.current?.focus()
            }}
          >
            {values.lines.map((line, index) => (
              <OwnOrderLine key={line.key} sheet={sheet} line={line} index={index} currency={currency} />
            ))}
            <tr>
              <td colSpan={8}>
                <input
                  className="own-code"
                  ref={entry}
                  aria-label={t('own.code')}
                  placeholder={t('own.codeHint')}
                  autoComplete="off"
                  value={code}
                  onChange={({ target }) => setCode(target.value)}
                  onPaste={(event) => {
                    const rows = readPasted(event.clipboardData.getData('text'))
                    if (rows === undefined) return
                    event.preventDefault()
                    void enterAll(rows)
                  }}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') enter()
                    else if (event.key === 'ArrowUp') focusLastLine(entry.current)
                    else return
                    event.preventDefault()
                  }}
                />
              </td>
            </tr>
          </tbody>
        </table>
        {linesError && <p className="field-error">{linesError}</p>}
        {wrong.length > 0 && (
          <p className="field-error" role="alert">
            {t('own.pasted.wrong', {
              rows: wrong.map(({ code: one, quantity }) => `${one} × ${quantity}`).join(' ; '),
            })}
          </p>
        )}
      </div>
      <div className="order-line-keys">
        <Button onClick={sheet.tellSubtotal}>{t('order.subtotal')}</Button>
        <Button disabled={!isChosen} aria-keyshortcuts="Control+Delete" onClick={sheet.erase}>
          {t('order.erase')}
        </Button>
        <Button
          onClick={() => {
            sheet.insertHere()
            onSearch()
          }}
        >
          {t('order.insert')}
        </Button>
        <Button disabled={!isChosen} onClick={sheet.moveUp}>
          {t('order.up')}
        </Button>
        <Button disabled={!isChosen} onClick={sheet.moveDown}>
          {t('order.down')}
        </Button>
      </div>
    </div>
  )
}

function focusLastLine(entry: HTMLInputElement | null): void {
  const quantities = entry?.closest('tbody')?.querySelectorAll<HTMLInputElement>('input[data-field=quantity]')
  const last = [...(quantities ?? [])].at(-1)
  last?.focus()
  last?.select()
}
