import {
  type LocationReply,
  type PhotoReply,
  photoTypes,
} from '@cubby/protocol/operations/locations/location-shapes'
import { addPhoto } from '@cubby/protocol/operations/photos/add-photo'
import { readPhoto } from '@cubby/protocol/operations/photos/read-photo'
import { removePhoto } from '@cubby/protocol/operations/photos/remove-photo'
import { limits } from '@cubby/kit/limits'
import { pathOf } from '@cubby/sdk/api-client'
import { ActionIcon, Button, FileButton, Image, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconPhotoPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { Section } from '../../support/Section.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

/** What the place looks like, so that people find it. */
export function LocationPhotos({ location }: { location: LocationReply }) {
  const { t } = useText()
  const { photos, name } = location
  const remove = useAction(removePhoto, { stale: ['location.read'] })
  return (
    <Section title={t('location.photos')} tools={<AddPhoto location={location} />}>
      <Stack>
        {remove.error !== null && <TroubleNotice error={remove.error} />}
        {photos.length === 0 ? (
          <Text c="dimmed">{t('location.photos.none')}</Text>
        ) : (
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
            {photos.map((photo, i) => (
              <Photo
                key={photo.id}
                photo={photo}
                alt={t('location.photos.alt', { name, number: i + 1 })}
                onRemove={() => void remove.run({ params: { photo: photo.id } })}
              />
            ))}
          </SimpleGrid>
        )}
      </Stack>
    </Section>
  )
}

type PhotoProps = { photo: PhotoReply; alt: string; onRemove: () => void }

function Photo({ photo, alt, onRemove }: PhotoProps) {
  const { t } = useText()
  const forbidden = useForbidden('network:write')
  return (
    <div style={{ position: 'relative' }}>
      <Image
        src={pathOf(readPhoto, { params: { photo: photo.id } })}
        alt={alt}
        radius="md"
        h={200}
        fit="cover"
      />
      {forbidden === undefined && (
        <ActionIcon
          size={36}
          variant="default"
          aria-label={t('location.photos.remove', { photo: alt })}
          onClick={onRemove}
          style={{ position: 'absolute', insetInlineEnd: 8, insetBlockStart: 8 }}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
    </div>
  )
}

function AddPhoto({ location: { id, photos } }: { location: LocationReply }) {
  const { t } = useText()
  const forbidden = useForbidden('network:write')
  const add = useAction(addPhoto, { stale: ['location.read'], done: t('location.photos.done') })
  const [isTooLarge, setTooLarge] = useState(false)
  const upload = async (file: File | null) => {
    if (!file) return
    setTooLarge(file.size > limits.photoBytesMax)
    if (file.size > limits.photoBytesMax) return
    const bytes = await file.arrayBuffer()
    await add.run({ params: { location: id }, file: { type: file.type, bytes } })
  }
  if (forbidden !== undefined || photos.length >= limits.photosPerLocationMax) return null
  return (
    <Stack gap={4} align="flex-end">
      <FileButton onChange={(file) => void upload(file)} accept={photoTypes.join(',')}>
        {(props) => (
          <Button
            {...props}
            size="xs"
            variant="default"
            loading={add.isRunning}
            leftSection={<IconPhotoPlus size={16} aria-hidden />}
          >
            {t('location.photos.add')}
          </Button>
        )}
      </FileButton>
      {isTooLarge && (
        <Text size="sm" c="alarm" role="alert">
          {t('location.photos.too-large')}
        </Text>
      )}
      {add.error !== null && <TroubleNotice error={add.error} />}
    </Stack>
  )
}
