interface PostalAddress {
  address: string | null
  postal_code: string | null
  city: string | null
  country: string | null
}

/** `4 quai du Port, 13002 Marseille, France`; undefined when nothing but the country is known. */
export function addressText(locale: string, { address, postal_code, city, country }: PostalAddress) {
  const town = [postal_code, city].filter(Boolean).join(' ')
  const lines = [address, town].filter(Boolean)
  if (lines.length === 0) return undefined
  const countryName = country && (new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country)
  return [...lines, countryName].filter(Boolean).join(', ')
}
