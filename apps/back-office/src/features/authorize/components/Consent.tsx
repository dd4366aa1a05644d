import type { AuthorizeCandidate, AuthorizeOutcome, AuthorizePage } from '@hub/contract/manager'
import { Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../../ui/Notice.tsx'
import { PublicPage } from '../../../ui/PublicPage.tsx'
import { candidateName, hasNextStep, initialChoice } from '../choice.ts'
import { useDecide } from '../useDecide.ts'
import { ConsentButtons } from './ConsentButtons.tsx'
import { DeviceField } from './DeviceField.tsx'
import { NewPlace } from './NewPlace.tsx'
import { PairingNotice } from './PairingNotice.tsx'
import { PermissionLines } from './PermissionLines.tsx'
import { ResourceChoice } from './ResourceChoice.tsx'
import { WhoAsks } from './WhoAsks.tsx'
import { WhoIsSignedIn } from './WhoIsSignedIn.tsx'

interface Props {
  page: AuthorizePage
  onOutcome: (outcome: Exclude<AuthorizeOutcome, { outcome: 'redirect' }>) => void
}

/** Where, what, «Autoriser» or «Suivant»; changing the location recomputes the lines and the button. */
export function Consent({ page, onOutcome }: Props) {
  const { t } = useTranslation()
  const app = page.client_name
  const find = (id: string | null) => page.candidates.find((candidate) => candidate.id === id)
  const [selectedId, setSelectedId] = useState(page.selected_id)
  const candidate = find(selectedId)
  const [choice, setChoice] = useState(initialChoice(candidate))
  const [device, setDevice] = useState('')
  const [isChoosing, setIsChoosing] = useState(false)
  const { decide, pending, deviceError } = useDecide(page, onOutcome)
  const select = (id: string) => {
    setSelectedId(id)
    setChoice(initialChoice(find(id)))
    setDevice('')
  }
  const allow = () => decide('allow', { candidate, choice, device: candidate?.connected ? device : '' })
  const title = t(`authorize.title.${page.level ?? 'profile'}`, { app })
  if (isChoosing && candidate)
    return (
      <PublicPage title={title} tabTitle={t('authorize.pageTitle')} size={560}>
        <ResourceChoice
          page={page}
          candidate={candidate}
          choice={choice}
          pending={pending}
          onChange={setChoice}
          onBack={() => setIsChoosing(false)}
          onAllow={allow}
        />
      </PublicPage>
    )
  return (
    <PublicPage title={title} tabTitle={t('authorize.pageTitle')} size={560} footer={<WhoIsSignedIn />}>
      <Stack>
        {page.pairing && <PairingNotice pairing={page.pairing} device={page.device_id} />}
        <WhoAsks page={page} />
        {page.level !== null && <Picker page={page} selectedId={selectedId} onSelect={select} />}
        <PermissionLines page={page} candidate={candidate} />
        {page.device_id !== null && page.pairing === null && (
          <Text size="sm" c="var(--hub-grey)" className="hub-break">
            {t('authorize.device.given', { device: page.device_id })}
          </Text>
        )}
        {!page.fixed && page.device_id === null && candidate?.connected && !candidate.suspended && (
          <DeviceField
            app={app}
            makesAnother={candidate.makes_another}
            value={device}
            error={deviceError}
            onChange={setDevice}
          />
        )}
        {candidate?.makes_another && page.device_id !== null && page.pairing === null && (
          <Text size="sm">{t('authorize.another', { app })}</Text>
        )}
        {candidate?.suspended ? (
          <Notice tone="bad">{t('authorize.suspended', { name: candidateName(candidate) })}</Notice>
        ) : (
          <Group justify="space-between">
            <ConsentButtons
              pending={pending}
              canAllow={page.level === null || candidate !== undefined}
              canOnlyDeny={page.level !== null && page.candidates.length === 0}
              hasNext={hasNextStep(page, candidate)}
              onDeny={() => decide('deny')}
              onNext={() => setIsChoosing(true)}
              onAllow={allow}
            />
          </Group>
        )}
        {page.level !== null && !page.fixed && <NewPlace level={page.level} />}
      </Stack>
    </PublicPage>
  )
}

interface PickerProps {
  page: AuthorizePage
  selectedId: string | null
  onSelect: (id: string) => void
}

function Picker({ page, selectedId, onSelect }: PickerProps) {
  const { t } = useTranslation()
  const level = page.level ?? 'location'
  if (page.candidates.length === 0) return <Notice tone="careful">{t(`authorize.nobody.${level}`)}</Notice>
  return (
    <Select
      label={t(`authorize.choose.${level}`)}
      placeholder={t('authorize.placeholder')}
      data={page.candidates.map((candidate: AuthorizeCandidate) => ({
        value: candidate.id,
        label: candidateName(candidate),
      }))}
      value={selectedId}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(id) => id && onSelect(id)}
    />
  )
}
