import type { files } from '@pitlane/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { PhotoStrip } from '../../ui/PhotoStrip'
import { useBookingFiles } from './use-booking-files'
import { words } from './words'

function Voice({ voice }: { readonly voice: files.VoiceView }) {
  // A link that is made anew meanwhile must not break off what is being listened to.
  const [held, setHeld] = useState<string | null>(null)
  return (
    <figure className="files-voice">
      <figcaption>{words.voice(voice.seconds)}</figcaption>
      <audio
        controls
        preload="none"
        src={held ?? voice.url}
        aria-label={words.voice(voice.seconds)}
        onPlay={() => setHeld((link) => link ?? voice.url)}
        onEnded={() => setHeld(null)}
      />
    </figure>
  )
}

/** What the owner sent with a booking to describe the fault. Takes no room where there is nothing. */
export function BookingFiles({ bookingId }: { readonly bookingId: string }) {
  const { data, error, refetch, isFetching } = useBookingFiles(bookingId)
  if (!data && error)
    return (
      <p className="files-failed" role="alert">
        {words.failed}
        <Button type="link" size="small" loading={isFetching} onClick={() => void refetch()}>
          {words.retry}
        </Button>
      </p>
    )
  if (!data || (data.photos.length === 0 && !data.voice)) return null
  return (
    <section className="files" aria-label={words.title}>
      <h3 className="files-title">{words.title}</h3>
      {data.photos.length > 0 && <PhotoStrip photos={data.photos} nameOf={words.photo} />}
      {data.voice && <Voice key={data.voice.id} voice={data.voice} />}
    </section>
  )
}
