import type { ImportFormat, ImportReport } from '@cubby/protocol/operations/network/import-shapes'
import { importNetwork } from '@cubby/protocol/operations/network/import-network'
import { previewImport } from '@cubby/protocol/operations/network/preview-import'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { Page } from '../../support/Page.tsx'
import { useText } from '../../text.ts'
import { ImportConfirm } from './ImportConfirm.tsx'
import { ImportDone } from './ImportDone.tsx'
import { ImportFile } from './ImportFile.tsx'
import { ImportRows } from './ImportRows.tsx'

type Sent = { format: ImportFormat; file: { type: string; bytes: ArrayBuffer } }

/** A file of places: first looked at row by row, then taken. */
export function ImportPage() {
  const { t } = useText()
  const [sent, setSent] = useState<Sent | null>(null)
  const [report, setReport] = useState<ImportReport | null>(null)
  const [done, setDone] = useState<ImportReport | null>(null)
  const preview = useAction(previewImport, { onDone: setReport })
  const run = useAction(importNetwork, {
    stale: ['location.list', 'location.read', 'locker.list', 'segment.list', 'overview.read'],
    onDone: setDone,
  })
  const forget = () => {
    setSent(null)
    setReport(null)
    setDone(null)
    preview.reset()
    run.reset()
  }
  const look = (next: Sent) => {
    forget()
    setSent(next)
    void preview.run({ query: { format: next.format }, file: next.file })
  }
  const take = (refused: 'stop' | 'skip') => {
    if (sent) void run.run({ query: { format: sent.format, refused }, file: sent.file })
  }
  return (
    <Page
      title={t('import.title')}
      help={t('import.help')}
      crumbs={[{ label: t('locations.title'), href: to.locations() }]}
    >
      {done === null && (
        <ImportFile
          isRunning={preview.isRunning}
          error={preview.error}
          onSend={look}
          onChange={forget}
        />
      )}
      {report !== null && done === null && (
        <ImportConfirm
          report={report}
          isRunning={run.isRunning}
          error={run.error}
          onConfirm={take}
        />
      )}
      {done !== null && <ImportDone report={done} onAgain={forget} />}
      {(done ?? report) !== null && <ImportRows report={done ?? (report as ImportReport)} />}
    </Page>
  )
}
