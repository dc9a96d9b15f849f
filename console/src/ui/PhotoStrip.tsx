import { EyeOutlined } from '@ant-design/icons'
import type { files } from '@pitlane/contract'
import { Image } from 'antd'

const THUMB = 80

interface Props {
  readonly photos: readonly files.PhotoView[]
  /** What a photo is called, for who cannot see it; counted from 1. */
  readonly nameOf: (which: number) => string
}

/** Photos that open large, and can be turned, zoomed and leafed through there. */
export function PhotoStrip({ photos, nameOf }: Props) {
  return (
    <Image.PreviewGroup>
      <div className="files-photos">
        {photos.map(({ id, thumbUrl, url }, i) => (
          <Image
            key={id}
            width={THUMB}
            height={THUMB}
            src={thumbUrl}
            alt={nameOf(i + 1)}
            preview={{ src: url, cover: <EyeOutlined aria-label="查看大图" /> }}
          />
        ))}
      </div>
    </Image.PreviewGroup>
  )
}
