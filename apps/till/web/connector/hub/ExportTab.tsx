import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CatalogPreview } from '../../../src/connector/catalog/wire.ts'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney, formatRate } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { catalogQuery } from '../queries.ts'
import { ExportProgress } from './ExportProgress.tsx'
import { useCatalogExport } from './useCatalogExport.ts'

/** «Export»: preview of the catalogue as it would be sent (contract, kezia D15). */
export function ExportTab({ hub }: { hub: HubState }) {
  const [isSaving, setIsSaving] = useState(false)
  const query = useQuery(catalogQuery)
  const { progress, start, busy } = useCatalogExport(hub.catalog?.name ?? hub.catalog?.id ?? '')
  return (
    <div className="export">
      <div className="window-buttons">
        <Button
          look="primary"
          disabled={hub.catalog === null || busy !== undefined}
          title={hub.catalog === null ? t('exchange.noCatalog') : busy}
          onClick={() => start('catalog')}
        >
          {t('exchange.articles')}
        </Button>
        <Button onClick={() => setIsSaving(true)}>{t('export.save')}</Button>
      </div>
      {isSaving && <SaveAs onClose={() => setIsSaving(false)} />}
      <ExportProgress progress={progress} />
      <Loaded query={query}>{(preview) => <Preview preview={preview} />}</Loaded>
    </div>
  )
}

/** «Enregistrer sous…»: chooses the format. */
const SaveAs = ({ onClose }: { onClose(): void }) => (
  <Modal title={t('export.save')} onClose={onClose}>
    <p>{t('export.save.help')}</p>
    <div className="confirm-buttons">
      <Button onClick={onClose}>{t('app.cancel')}</Button>
      <a className="button" href="/api/hub/catalog.json" download="catalogue.json" onClick={onClose}>
        {t('export.save.json')}
      </a>
      <a className="button" href="/api/hub/catalog.csv" download="catalogue.csv" onClick={onClose}>
        {t('export.save.csv')}
      </a>
    </div>
  </Modal>
)

function Preview({ preview }: { preview: CatalogPreview }) {
  const { categories, currency, productCount, deals, imageCount, categoryCount } = preview
  const { leftOut, clashes, warnings, charges } = preview
  return (
    <>
      <p>
        {productCount === 0
          ? t('export.empty')
          : t('export.summary', {
              articles: productCount,
              menus: deals.length,
              categories: categoryCount,
              images: imageCount,
            })}
      </p>
      {clashes.map(({ ref, names }) => (
        <p key={ref} className="field-error">
          {t('export.clash', { ref, names: names.join(', ') })}
        </p>
      ))}
      {warnings.map((warning) => (
        <p key={warning} className="warning">
          {warning}
        </p>
      ))}
      <div className="export-columns">
        <section aria-label={t('export.tree')}>
          <h4>{t('export.tree')}</h4>
          {categories.map(({ ref, name, depth, products }) => (
            <div key={ref} className={`tree tree-${depth}`}>
              <p>{name}</p>
              <ul>
                {products.map((product) => (
                  <li key={product.ref}>
                    <span>{product.name}</span> <span className="soft">{product.ref}</span>{' '}
                    <span className="soft">{product.options.join(', ')}</span>
                    <span className="number">
                      {product.prices
                        .map(({ name, priceCents }) =>
                          [name, formatMoney(priceCents, currency)].filter(Boolean).join(' '),
                        )
                        .join(' · ')}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          {deals.length > 0 && <Deals deals={deals} currency={currency} />}
          {charges.length > 0 && <Charges charges={charges} />}
        </section>
        <section aria-label={t('export.leftOut')}>
          <h4>{t('export.leftOut')}</h4>
          {leftOut.length === 0 && <p className="soft">{t('export.leftOut.none')}</p>}
          <ul>
            {leftOut.map(({ idart, name, reason }) => (
              <li key={idart}>
                <span>{name}</span> <span className="soft">{t(`export.reason.${reason}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  )
}

const Charges = ({ charges }: Pick<CatalogPreview, 'charges'>) => (
  <div className="tree tree-0">
    <p>{t('export.charges')}</p>
    <ul>
      {charges.map(({ ref, name }) => (
        <li key={ref}>
          <span>{name}</span> <span className="soft">{ref}</span>
        </li>
      ))}
    </ul>
  </div>
)

const Deals = ({ deals, currency }: Pick<CatalogPreview, 'deals' | 'currency'>) => (
  <div className="tree tree-0">
    <p>{t('export.menus')}</p>
    <ul>
      {deals.map(({ ref, name, letters, priceCents, discountPercent }) => (
        <li key={ref}>
          <span>{name}</span> <span className="soft">{ref}</span>{' '}
          <span className="soft">{letters.join(', ')}</span>
          <span className="number">
            {discountPercent === null
              ? formatMoney(priceCents ?? 0, currency)
              : t('export.menuPercent', { percent: formatRate(discountPercent) })}
          </span>
        </li>
      ))}
    </ul>
  </div>
)
