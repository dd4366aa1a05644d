import { t } from '../../labels/index.ts'
import { SelectField } from '../../ui/fields.tsx'
import { useSeller } from './useSeller.ts'

interface SellerFieldProps {
  error?: string
  /** Who it stays while nobody is chosen at this poste. */
  former?: string
}

/** Who decides: asked here too, when nobody was chosen in the header. */
export function SellerField({ error, former }: SellerFieldProps) {
  const { sellers, seller, choose } = useSeller()
  return (
    <SelectField
      label={t('list.seller').replace(' : ', '')}
      value={seller ? String(seller.id) : ''}
      error={error}
      choices={[
        ...(seller ? [] : [{ value: '', label: former ?? t('list.noSeller') }]),
        ...sellers.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      onChange={choose}
    />
  )
}
