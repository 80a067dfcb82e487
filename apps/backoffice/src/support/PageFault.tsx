import { useText } from '../text.ts'
import { to } from '../paths.ts'
import { Anchor } from '@mantine/core'
import { Link } from './Link.tsx'
import { Page } from './Page.tsx'
import { TroubleNotice } from './TroubleNotice.tsx'

/** A page that broke; the rest of the back office goes on. */
export function PageFault({ error }: { error: unknown }) {
  const { t } = useText()
  return (
    <Page title={t('trouble.fault')}>
      <TroubleNotice error={error} onRetry={() => window.location.reload()} />
    </Page>
  )
}

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useText()
  return (
    <Page title={t('missing.title')} help={t('missing.help')}>
      <Anchor component={Link} href={to.overview()}>
        {t('missing.home')}
      </Anchor>
    </Page>
  )
}
