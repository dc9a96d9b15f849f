import { EyeOutlined } from '@ant-design/icons'
import type { files } from '@pitlane/contract'
import { Button, Image } from 'antd'
import { useState } from 'react'
import { useBookingFiles } from './use-booking-files'
import { words } from './words'

const THUMB = 80

/** Photos that open large, and can be turned, zoomed and leafed through there. */
function Photos({ photos }: { readonly photos: readonly files.PhotoView[] }) {
  return (
    <Image.PreviewGroup>
      <div className="files-photos">
        {photos.map(({ id, thumbUrl, url }, i) => (
          <Image
            key={id}
            width={THUMB}
            height={THUMB}
            src={thumbUrl}
            alt={words.photo(i + 1)}
            preview={{ src: url, cover: <EyeOutlined aria-label={words.preview} /> }}
          />
        ))}
      </div>
    </Image.PreviewGroup>
  )
}

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
      {data.photos.length > 0 && <Photos photos={data.photos} />}
      {data.voice && <Voice key={data.voice.id} voice={data.voice} />}
    </section>
  )
}
