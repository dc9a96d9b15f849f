import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { files } from '@pitlane/contract'
import { Button, Spin } from 'antd'
import { useRef } from 'react'
import { titleOf } from '../lib/api-error'
import type { Photo, Photos } from '../lib/use-photos'

const TYPES = 'image/jpeg,image/png,image/webp'

const words = {
  add: '添加照片',
  sending: '正在上传',
  resend: '重试',
  resendPhoto: (which: number) => `重新上传照片 ${which}`,
  removePhoto: (which: number) => `去掉照片 ${which}`,
} as const

interface Props {
  readonly box: Photos
  readonly title: string
  /** What a photo is called, for who cannot see it; counted from 1. */
  readonly nameOf: (which: number) => string
  /** How many are missing, or that all are there. */
  readonly note: string
}

/** Photos to be sent; on a phone the button opens the camera or the album. */
export function PhotoField({ box, title, nameOf, note }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const failed = box.photos.find(({ error }) => error !== null)
  return (
    <fieldset className="photo-box">
      <legend>{title}</legend>
      <div className="photo-field">
        {box.photos.map((photo, i) => (
          <Tile key={photo.key} photo={photo} which={i + 1} box={box} nameOf={nameOf} />
        ))}
        {box.photos.length < files.limits.photos && (
          <Button
            className="photo-add"
            icon={<PlusOutlined aria-hidden="true" />}
            onClick={() => input.current?.click()}
          >
            {words.add}
          </Button>
        )}
      </div>
      <input
        ref={input}
        hidden
        multiple
        type="file"
        accept={TYPES}
        aria-label={words.add}
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
      <small role="status">{note}</small>
    </fieldset>
  )
}

interface TileProps extends Pick<Props, 'box' | 'nameOf'> {
  readonly photo: Photo
  readonly which: number
}

function Tile({ photo, which, box, nameOf }: TileProps) {
  const { view, error } = photo
  return (
    <div className="photo-tile">
      {view && <img src={view.thumbUrl} alt={nameOf(which)} />}
      {!view && !error && <Spin aria-label={words.sending} />}
      {error !== null && (
        <button
          type="button"
          className="photo-failed"
          aria-label={words.resendPhoto(which)}
          onClick={() => box.retry(photo)}
        >
          {words.resend}
        </button>
      )}
      <button
        type="button"
        className="photo-remove"
        aria-label={words.removePhoto(which)}
        onClick={() => box.remove(photo)}
      >
        <CloseOutlined aria-hidden="true" />
      </button>
    </div>
  )
}
