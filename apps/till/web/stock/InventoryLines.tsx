import type { InventoryLine } from '../../src/stock/wire.ts'
import { formatQuantity } from '../articles/values.ts'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'

interface InventoryLinesProps {
  label: string
  empty: string
  lines: InventoryLine[]
  /** Shows what the till expected, and by how much it differs. */
  hasDifferences?: boolean
  onForget?(idart: number): void
}

/** A count is blind: whoever counts does not see what the till expects. */
export const InventoryLines = ({
  label,
  empty,
  lines,
  hasDifferences = false,
  onForget,
}: InventoryLinesProps) => (
  <div className="grid-holder">
    <table className="grid" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('coded.code')}</th>
          <th scope="col">{t('stockState.definition')}</th>
          {hasDifferences && (
            <th scope="col" className="number">
              {t('inventory.expected')}
            </th>
          )}
          <th scope="col" className="number">
            {t('inventory.counted')}
          </th>
          {hasDifferences && (
            <th scope="col" className="number">
              {t('inventory.difference')}
            </th>
          )}
          {onForget && (
            <th scope="col">
              <span className="visually-hidden">{t('coded.remove')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ idart, code, definition, countedMilli, expectedMilli }) => (
          <tr key={idart}>
            <td>{code}</td>
            <td>{definition}</td>
            {hasDifferences && <td className="number">{formatQuantity(expectedMilli)}</td>}
            <td className="number">{formatQuantity(countedMilli)}</td>
            {hasDifferences && (
              <td className={countedMilli < expectedMilli ? 'number is-missing' : 'number'}>
                {`${countedMilli > expectedMilli ? '+' : ''}${formatQuantity(countedMilli - expectedMilli)}`}
              </td>
            )}
            {onForget && (
              <td className="line-end">
                <Button aria-label={t('inventory.forget', { definition })} onClick={() => onForget(idart)}>
                  ×
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
    {lines.length === 0 && <p className="state">{empty}</p>}
  </div>
)
