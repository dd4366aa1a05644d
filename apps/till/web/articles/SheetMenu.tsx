import { t } from '../labels/index.ts'
import { FieldSearch } from './FieldSearch.tsx'
import { type BuiltPage, pages } from './pages.ts'

interface SheetMenuProps {
  page: BuiltPage
  onPage(page: BuiltPage): void
  onField(name: string): void
}

/** «Menu»: the pages of the sheet. */
export function SheetMenu({ page, onPage, onField }: SheetMenuProps) {
  return (
    <nav className="sheet-menu" aria-label={t('sheet.menu')}>
      <FieldSearch onField={onField} />
      {pages.map(({ label, built }) => (
        <button
          key={label}
          type="button"
          aria-current={built === page ? 'page' : undefined}
          aria-disabled={built === undefined}
          title={built === undefined ? t('app.unavailable') : undefined}
          onClick={() => built && onPage(built)}
        >
          {t(label)}
        </button>
      ))}
    </nav>
  )
}
