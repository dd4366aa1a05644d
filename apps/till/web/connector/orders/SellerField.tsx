import { t } from '../../labels/index.ts'
import { SelectField } from '../../ui/fields.tsx'
import { useSeller } from './useSeller.ts'

/** Who decides: asked here too, when nobody was chosen in the header. */
export function SellerField({ error }: { error?: string }) {
  const { sellers, seller, choose } = useSeller()
  return (
    <SelectField
      label={t('list.seller').replace(' : ', '')}
      value={seller ? String(seller.id) : ''}
      error={error}
      choices={[
        ...(seller ? [] : [{ value: '', label: t('list.noSeller') }]),
        ...sellers.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      onChange={choose}
    />
  )
}
