import type { ManagerAccount } from '@hub/contract/manager'
import { List } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ButtonLink, TextLink } from '../../../ui/links.tsx'
import { Named } from '../../../ui/Named.tsx'
import { Section } from '../../../ui/Section.tsx'

/** Card «Points de vente»: choosing one opens its page. */
export function LocationsCard({ account }: { account: ManagerAccount }) {
  const { t } = useTranslation()
  return (
    <Section
      title={t('account.locations')}
      actions={
        account.abilities.add_location && (
          <ButtonLink to="/locations/new" search={{ account: account.id }} size="xs" variant="default">
            {t('account.addLocation')}
          </ButtonLink>
        )
      }
    >
      <List listStyleType="none" spacing="xs">
        {account.locations.map(({ id, name }) => (
          <List.Item key={id}>
            <TextLink to="/locations/$locationId" params={{ locationId: id }}>
              <Named name={name} id={id} />
            </TextLink>
          </List.Item>
        ))}
      </List>
    </Section>
  )
}
