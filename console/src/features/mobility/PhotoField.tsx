import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { files, mobility } from '@pitlane/contract'
import { Button, Spin } from 'antd'
import { useRef } from 'react'
import { titleOf } from '../../lib/api-error'
import type { Photo, Photos } from './use-photos'
import { words } from './words'

const { form: say } = words
const TYPES = 'image/jpeg,image/png,image/webp'

/** Photos of the car from all sides; on a phone the button opens the camera or the album. */
export function PhotoField({ box }: { readonly box: Photos }) {
  const input = useRef<HTMLInputElement>(null)
  const failed = box.photos.find(({ error }) => error !== null)
  const missing = mobility.MIN_INSPECTION_PHOTOS - box.ids.length
  return (
    <fieldset className="photo-box">
      <legend>{say.photos}</legend>
      <div className="photo-field">
        {box.photos.map((photo, i) => (
          <Tile key={photo.key} photo={photo} which={i + 1} box={box} />
        ))}
        {box.photos.length < files.limits.photos && (
          <Button className="photo-add" icon={<PlusOutlined />} onClick={() => input.current?.click()}>
            {say.addPhotos}
          </Button>
        )}
      </div>
      <input
        ref={input}
        hidden
        multiple
        type="file"
        accept={TYPES}
        aria-label={say.addPhotos}
        onChange={({ target }) => {
          box.add([...(target.files ?? [])])
          target.value = ''
        }}
      />
      {failed && (
        <p className="field-fault" role="alert">
          {titleOf(failed.error)}
        </p>
      )}
      <small role="status">{missing > 0 ? say.photosMissing(missing) : say.photosDone(box.ids.length)}</small>
    </fieldset>
  )
}

function Tile({ photo, which, box }: { readonly photo: Photo; readonly which: number; readonly box: Photos }) {
  const { view, error } = photo
  return (
    <div className="photo-tile">
      {view && <img src={view.thumbUrl} alt={words.trips.photo(which)} />}
      {!view && !error && <Spin aria-label={say.photoSending} />}
      {error !== null && (
        <button
          type="button"
          className="photo-failed"
          aria-label={say.resendPhoto(which)}
          onClick={() => box.retry(photo)}
        >
          {say.resend}
        </button>
      )}
      <button
        type="button"
        className="photo-remove"
        aria-label={say.removePhoto(which)}
        onClick={() => box.remove(photo)}
      >
        <CloseOutlined aria-hidden="true" />
      </button>
    </div>
  )
}
