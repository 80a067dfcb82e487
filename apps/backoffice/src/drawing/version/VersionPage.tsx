import { Alert, Anchor, Button, Text } from '@mantine/core'
import { IconEye, IconHistory } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from '../../support/Link.tsx'
import { type Crumb, Page } from '../../support/Page.tsx'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'
import { ProblemList, type SaidProblem } from '../ProblemList.tsx'
import { ModelState } from './ModelState.tsx'

type Props = {
  model: {
    name: string
    latestVersion: number
    version: { version: number; note: string | null; releasedAt: string | null }
  }
  crumbs: readonly Crumb[]
  /** What keeps it from being drawn on here; null: it is an old version. */
  why: string | null
  /** Where the newest one is. */
  newest: string
  problems: readonly SaidProblem[]
  versions: (isOpen: boolean, onClose: () => void) => ReactNode
  /** The drawing, and what follows from it. */
  children: ReactNode
}

/** One version of something that is drawn, to look at. */
export function VersionPage(props: Props) {
  const { t } = useText()
  const { why, model } = props
  const { version, latestVersion } = model
  const [isShowingVersions, setShowingVersions] = useState(false)
  return (
    <Page
      title={model.name}
      crumbs={props.crumbs}
      badge={<ModelState isReleased={version.releasedAt !== null} />}
      actions={
        <Button
          variant="default"
          leftSection={<IconHistory size={18} aria-hidden />}
          onClick={() => setShowingVersions(true)}
        >
          {t('model.versions')}
        </Button>
      }
    >
      <Alert color="link" icon={<IconEye aria-hidden />}>
        {why ?? t('model.old', { version: version.version, latest: latestVersion })}{' '}
        {why === null && (
          <Anchor component={Link} href={props.newest}>
            {t('model.old.newest')}
          </Anchor>
        )}
      </Alert>
      {version.note && <Text>{version.note}</Text>}
      {props.children}
      <Section title={t('model.problems')}>
        <ProblemList problems={props.problems} />
      </Section>
      {props.versions(isShowingVersions, () => setShowingVersions(false))}
    </Page>
  )
}
