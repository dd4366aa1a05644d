import { t } from '../../labels/index.ts'
import { SelectField } from '../../ui/fields.tsx'
import { useSeller } from './useSeller.ts'

interface SellerFieldProps {
  error?: string
  /** The seller kept if none is chosen at this station. */
  former?: string
}

/** The seller who decides: asked here too, when none was chosen in the header. */
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
