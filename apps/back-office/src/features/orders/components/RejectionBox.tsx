import type { OrderRefusal } from '@hub/contract/manager'
import { Button, Code, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconExclamationCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Markdown } from '../../../ui/Markdown.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import type { Rejection } from '../order.ts'

interface Props {
  refusal: OrderRefusal
  rejection: Rejection | undefined
}

/**
 * Who refused, and why in the words of whoever wrote it (contract, support U8). The cause comes from an app: nothing of
 * it is trusted.
 */
export function RejectionBox({ refusal: { by, cause_by }, rejection }: Props) {
  const { t } = useTranslation()
  const [unfolded, info] = useDisclosure(false)
  return (
    <Notice
      tone="bad"
      icon={<IconExclamationCircle />}
      title={by ? t(`order.rejected.${by.role}`, { name: by.name }) : t('order.rejected')}
      mb="md"
    >
      <Stack gap="xs" align="flex-start">
        {rejection && (
          <>
            {cause_by && (
              <Text size="sm" c="var(--hub-grey)" className="hub-break">
                {t('order.rejected.words', { name: cause_by.name })}
              </Text>
            )}
            <Text className="hub-break">
              <Markdown text={rejection.cause} />
            </Text>
          </>
        )}
        {rejection?.info !== undefined && rejection.info !== null && (
          <>
            <Button size="xs" variant="default" aria-expanded={unfolded} onClick={info.toggle}>
              {t(unfolded ? 'order.rejected.less' : 'order.rejected.more')}
            </Button>
            {unfolded && (
              <Code block w="100%" className="hub-break">
                {JSON.stringify(rejection.info, null, 2)}
              </Code>
            )}
          </>
        )}
      </Stack>
    </Notice>
  )
}
