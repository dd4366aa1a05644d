import type { AvailableApp } from '@hub/contract/manager'
import { Button, Group, List, Modal, Stack, Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  app: AvailableApp | undefined
  /** What the selectors hold. */
  level: 'account' | 'location'
  onClose: () => void
}

/** What an App would be able to do, and «Connecter», which opens the authorisation page in a new tab. */
export function AppDialog({ app, level, onClose }: Props) {
  const { t } = useTranslation()
  if (!app) return null
  const reason = app.connect_url === null ? reasonWhyNot(app, level) : undefined
  return (
    <Modal opened onClose={onClose} title={app.name} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        {app.permissions.length > 0 && (
          <div>
            <Text mb={6} className="hub-break">
              {t('authorize.able', { app: app.name })}
            </Text>
            <List spacing={4}>
              {app.permissions.map((permission) => (
                <List.Item key={permission}>{withoutColon(t(`authorize.can.${permission}`))}</List.Item>
              ))}
            </List>
          </div>
        )}
        {reason && (
          <Text size="sm" c="var(--hub-grey)">
            {t(reason)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {app.connect_url === null ? (
            <Tooltip label={t(reason!)} multiline maw={260}>
              <Button data-disabled aria-disabled onClick={(event) => event.preventDefault()}>
                {t('apps.connect')}
              </Button>
            </Tooltip>
          ) : (
            <Button component="a" href={app.connect_url} target="_blank" rel="noopener" onClick={onClose}>
              {t('apps.connect')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

/** On the authorisation page the name of a list or catalog follows. */
const withoutColon = (text: string) => text.replace(/\s*:$/, '')

function reasonWhyNot({ levels }: AvailableApp, level: Props['level']) {
  if (levels.length === 0) return 'apps.ownSite'
  if (levels.includes(level)) return 'apps.notAllowed'
  return level === 'account' ? 'apps.locationOnly' : 'apps.accountOnly'
}
