import type { ImportReport } from '@cubby/protocol/operations/network/import-shapes'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconCheck, IconMapPin, IconUpload } from '@tabler/icons-react'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { useText } from '../../text.ts'
import { CountFacts } from './ImportConfirm.tsx'

/** What was done, and where to see it. */
export function ImportDone({ report, onAgain }: { report: ImportReport; onAgain: () => void }) {
  const { t } = useText()
  const { create, change } = report.counts
  return (
    <Alert
      color="done"
      icon={<IconCheck aria-hidden />}
      title={t('import.done', { count: create + change })}
    >
      <Stack>
        <CountFacts report={report} />
        <Group>
          <Button
            component={Link}
            href={to.locations()}
            leftSection={<IconMapPin size={18} aria-hidden />}
          >
            {t('locations.title')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconUpload size={18} aria-hidden />}
            onClick={onAgain}
          >
            {t('import.again')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
