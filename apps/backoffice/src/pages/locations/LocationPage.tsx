import type { LocationId } from '@cubby/kit/ids'
import type { LocationReply } from '@cubby/protocol/operations/locations/location-shapes'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { Anchor, Stack, Text } from '@mantine/core'
import { languages } from '@cubby/i18n/screens/screen-text'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { DetailPage } from '../../support/DetailPage.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { Link } from '../../support/Link.tsx'
import { Moment } from '../../support/Moment.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { LocationActions } from './LocationActions.tsx'
import { LocationHours } from './LocationHours.tsx'
import { LocationPhotos } from './LocationPhotos.tsx'
import { OpenSign } from './OpenSign.tsx'

const locationQuery = (location: LocationId) => read(readLocation, { params: { location } })

/** One place: where it is, when people get in, how they find it, and what stands there. */
export function LocationPage() {
  const location = useIdInAddress<LocationId>('location')
  const query = useQuery(locationQuery(location))
  return <Shown query={query}>{(data) => <Detail location={data} />}</Shown>
}

function Detail({ location }: { location: LocationReply }) {
  const { t } = useText()
  return (
    <DetailPage
      title={location.name}
      crumbs={[{ label: t('locations.title'), href: to.locations() }]}
      badge={<OpenSign {...location} />}
      facts={useFacts(location)}
      side={<LocationActions location={location} />}
    >
      <LocationHours location={location} />
      <Directions location={location} />
      <LocationPhotos location={location} />
      <HistorySection thing={location.id} />
    </DetailPage>
  )
}

function Directions({ location: { directions } }: { location: LocationReply }) {
  const { t } = useText()
  const told = Object.entries(directions)
  return (
    <Section title={t('location.directions')}>
      {told.length === 0 ? (
        <Text c="dimmed">{t('location.directions.none')}</Text>
      ) : (
        <Stack gap="sm">
          {told.map(([language, text]) => (
            <div key={language}>
              <Text size="sm" c="dimmed">
                {language in languages
                  ? languages[language as keyof typeof languages].name
                  : language}
              </Text>
              <Text lang={language} dir="auto" style={{ whiteSpace: 'pre-line' }}>
                {text}
              </Text>
            </div>
          ))}
        </Stack>
      )}
    </Section>
  )
}

function useFacts({ id, code, address, lockers, createdAt, ...place }: LocationReply) {
  const { t } = useText()
  return [
    { label: t('location.code'), value: code },
    {
      label: t('location.address'),
      value: [address.line1, address.line2, `${address.postCode} ${address.city}`, address.country]
        .filter(Boolean)
        .join(', '),
    },
    {
      label: t('location.coordinates'),
      value: (
        <span className="ltr">
          {place.latitude}, {place.longitude}
        </span>
      ),
    },
    { label: t('location.time-zone'), value: <span className="ltr">{place.timeZone}</span> },
    { label: t('location.status'), value: t(`location.status.${place.status}`) },
    {
      label: t('lockers.title'),
      value: (
        <Anchor component={Link} href={to.lockers({ location: id })}>
          {t('location.lockers', { count: lockers })}
        </Anchor>
      ),
    },
    { label: t('locker.created'), value: <Moment at={createdAt} /> },
    { label: t('page.id'), value: <span className="ltr">{id}</span> },
  ]
}
