import type { ImportReport } from '@cubby/protocol/operations/network/import-shapes'
import { Button, Radio, Stack, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { Facts } from '../../support/Facts.tsx'
import { Section } from '../../support/Section.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

type Props = {
  report: ImportReport
  isRunning: boolean
  error: unknown
  onConfirm: (refused: 'stop' | 'skip') => void
}

/** What the file would do, and the button that does it. */
export function ImportConfirm({ report, isRunning, error, onConfirm }: Props) {
  const { t } = useText()
  const { create, change, refused } = report.counts
  const [leaveOut, setLeaveOut] = useState(false)
  const news = create + change
  const isHeld = refused > 0 && !leaveOut
  return (
    <Section title={t('import.preview')}>
      <Stack>
        <CountFacts report={report} />
        {refused > 0 && (
          <Radio.Group
            label={t('import.refused', { count: refused })}
            value={leaveOut ? 'skip' : 'stop'}
            onChange={(value) => setLeaveOut(value === 'skip')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="stop" label={t('import.refused.stop')} />
              <Radio value="skip" label={t('import.refused.skip')} />
            </Stack>
          </Radio.Group>
        )}
        {news === 0 && <Text>{t('import.nothing')}</Text>}
        {error !== null && <TroubleNotice error={error} />}
        <div>
          <Button
            loading={isRunning}
            disabled={news === 0 || isHeld}
            leftSection={<IconFileImport size={18} aria-hidden />}
            onClick={() => onConfirm(leaveOut ? 'skip' : 'stop')}
          >
            {t('import.confirm', { count: news })}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}

/** How many rows come to what. */
export function CountFacts({ report: { rows, counts } }: { report: ImportReport }) {
  const { t } = useText()
  return (
    <Facts
      cols={6}
      narrowCols={3}
      facts={[
        { label: t('import.rows'), value: rows },
        { label: t('import.result.create'), value: counts.create },
        { label: t('import.result.change'), value: counts.change },
        { label: t('import.result.same'), value: counts.same },
        { label: t('import.result.refused'), value: counts.refused },
        { label: t('import.new-lockers'), value: counts.newLockers },
      ]}
    />
  )
}
