import type { LockerId, LockerModelId } from '@cubby/kit/ids'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { previewRemodel } from '@cubby/protocol/operations/service/preview-remodel'
import { remodelLocker } from '@cubby/protocol/operations/service/remodel-locker'
import type { RemodelPreview } from '@cubby/protocol/operations/service/service-shapes'
import { Alert, Select, Skeleton, Stack, Text } from '@mantine/core'
import { IconPlayerPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, read } from '../../../api/client.ts'
import { useAction } from '../../../api/use-action.ts'
import { to } from '../../../paths.ts'
import { FormGroup, FormPage } from '../../../support/form/FormPage.tsx'
import { useLeave } from '../../../support/form/use-leave.ts'
import { useIdInAddress } from '../../../support/id-in-address.ts'
import { Shown } from '../../../support/Shown.tsx'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'
import { Stranded } from './Stranded.tsx'
import { useReleasedModels } from './use-models.ts'

/** Another model for a machine that stands already; what it means for each cell is told first. */
export function RemodelPage() {
  const locker = useIdInAddress<LockerId>('locker')
  const query = useQuery(read(readLocker, { params: { locker } }))
  return <Shown query={query}>{(data) => <Remodel locker={data} />}</Shown>
}

function Remodel({ locker }: { locker: LockerReply }) {
  const { t } = useText()
  const models = useReleasedModels()
  const [model, setModel] = useState<string | null>(null)
  const [wasTried, setTried] = useState(false)
  const [strandsParcels, setStrandsParcels] = useState(false)
  const leave = useLeave(() => setModel(null))
  const remodel = useAction(remodelLocker, {
    stale: ['locker.read', 'locker.list', 'locker.cells', 'locker.readiness', 'locker.read-wiring'],
    done: t('remodel.done'),
    onDone: () => leave(to.lockerService(locker.id)),
  })
  const params = { locker: locker.id }
  const body = model && { model: model as LockerModelId, version: models.versionOf(model) }
  return (
    <FormPage
      title={t('remodel.title')}
      help={t('remodel.help')}
      crumbs={[
        { label: t('lockers.title'), href: to.lockers() },
        { label: locker.name, href: to.lockerService(locker.id) },
      ]}
      submit={t('remodel.submit')}
      back={to.lockerService(locker.id)}
      isTouched={model !== null}
      isRunning={remodel.isRunning}
      error={remodel.error}
      onSubmit={() => {
        setTried(true)
        if (body) void remodel.run({ params, body: { ...body, strandsParcels } })
      }}
    >
      <FormGroup title={t('remodel.group')} why={t('remodel.group.why')}>
        <Select
          label={t('machine.model')}
          required
          searchable
          data={models.choices}
          value={model}
          error={wasTried && model === null ? t('form.missing') : undefined}
          onChange={(chosen) => {
            setModel(chosen)
            setStrandsParcels(false)
          }}
          nothingFoundMessage={t('search.nothing')}
        />
      </FormGroup>
      {body && (
        <Preview
          locker={locker.id}
          body={body}
          strandsParcels={strandsParcels}
          onStrand={setStrandsParcels}
        />
      )}
    </FormPage>
  )
}

type PreviewProps = {
  locker: LockerId
  body: { model: LockerModelId; version: number }
  strandsParcels: boolean
  onStrand: (isMeant: boolean) => void
}

function Preview({ locker, body, strandsParcels, onStrand }: PreviewProps) {
  const query = useQuery({
    queryKey: [previewRemodel.id, locker, body],
    queryFn: ({ signal }) => api.call(previewRemodel, { params: { locker }, body, signal }),
  })
  if (query.error) return <TroubleNotice error={query.error} />
  if (!query.data) return <Skeleton height={160} />
  return (
    <>
      <Stranded
        locker={locker}
        preview={query.data}
        strandsParcels={strandsParcels}
        onStrand={onStrand}
      />
      <Meaning preview={query.data} />
    </>
  )
}

/** Which cells stay, go and come. */
function Meaning({ preview }: { preview: RemodelPreview }) {
  const { t } = useText()
  const { stay, leave, leaveLater, come, goesOutOfService } = preview
  const names = (cells: readonly { name: string }[]) => cells.map(({ name }) => name).join(', ')
  const lines = [
    { id: 'stay', text: t('remodel.stay', { count: stay.count }), cells: '' },
    {
      id: 'renamed',
      text: t('remodel.renamed', { count: stay.renamed.length }),
      cells: stay.renamed.map(({ from, to: next }) => `${from} → ${next}`).join(', '),
      isHidden: stay.renamed.length === 0,
    },
    { id: 'come', text: t('remodel.come', { count: come.length }), cells: names(come) },
    { id: 'leave', text: t('remodel.leave', { count: leave.length }), cells: names(leave) },
    {
      id: 'later',
      text: t('remodel.later', { count: leaveLater.length }),
      cells: names(leaveLater),
    },
  ]
  return (
    <FormGroup title={t('remodel.preview')} why={t('remodel.preview.why')}>
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {lines
          .filter(({ isHidden }) => !isHidden)
          .map(({ id, text, cells }) => (
            <li key={id} data-preview={id}>
              <Text fw={600}>{text}</Text>
              {cells && (
                <Text size="sm" c="dimmed" className="ltr" style={{ overflowWrap: 'anywhere' }}>
                  {cells}
                </Text>
              )}
            </li>
          ))}
      </Stack>
      {goesOutOfService && (
        <Alert color="signal" icon={<IconPlayerPause aria-hidden />}>
          {t('remodel.goes-out')}
        </Alert>
      )}
    </FormGroup>
  )
}
