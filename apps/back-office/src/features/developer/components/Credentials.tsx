import type { ClientCredentials } from '@hub/contract/manager'
import { Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../../lib/saveFile.ts'
import { CopyableCode } from '../../../ui/CopyableCode.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Notice } from '../../../ui/Notice.tsx'

/** A secret that is told once: to copy, or as the JSON file that integrations expect (contract, oauth §1). */
export function Credentials({ credentials }: { credentials: ClientCredentials }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <Notice tone="careful" icon={<IconAlertTriangle />}>
        {t('developer.once')}
      </Notice>
      <Facts
        facts={[
          [
            t('developer.clientIdField'),
            <Text key="id" span className="hub-break">
              {credentials.client_id}
            </Text>,
          ],
        ]}
      />
      <CopyableCode code={credentials.client_secret} />
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => saveFile('client.json', JSON.stringify(credentials, null, 2), 'application/json')}
      >
        {t('developer.download')}
      </Button>
    </Stack>
  )
}
