import { desk } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { Modal, QRCode } from 'antd'
import { createPortal } from 'react-dom'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { FaultNote } from '../../../ui/FaultNote'
import { words } from './words'

const PREVIEW_PX = 220
const PAPER_PX = 560

/** The owner app lives beside the console: an address without a host is one of ours. */
const wholeUrl = (url: string): string => new URL(url, window.location.origin).href

function useCode() {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: ['check-in-code', storeId],
    queryFn: ({ signal }) => call(desk.checkInCode, { params: { storeId } }, signal),
  })
}

/** The poster for the entrance: as it will be on paper, and the way to the printer. The code is drawn here, by no service. */
export function CheckInPoster({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useCode()
  const url = data ? wholeUrl(data.url) : null
  return (
    <>
      <Modal
        open
        title={words.title}
        width={460}
        okText={words.print}
        cancelText={words.close}
        okButtonProps={{ disabled: url === null }}
        onOk={() => window.print()}
        onCancel={onClose}
      >
        <p className="muted">{words.hint}</p>
        <FaultNote error={error} />
        <div className="poster-preview">
          {url === null ? !error && <p className="muted">{words.loading}</p> : <Poster url={url} size={PREVIEW_PX} />}
        </div>
      </Modal>
      {url !== null && createPortal(<PaperPoster url={url} />, document.body)}
    </>
  )
}

const PaperPoster = ({ url }: { readonly url: string }) => (
  <section className="print-sheet poster-sheet" aria-hidden="true">
    <Poster url={url} size={PAPER_PX} />
  </section>
)

interface PosterProps {
  readonly url: string
  readonly size: number
}

function Poster({ url, size }: PosterProps) {
  const { name } = useStore()
  return (
    <div className="poster" role="img" aria-label={words.sheet}>
      <p className="poster-store">{name}</p>
      <p className="poster-call">{words.call}</p>
      <QRCode type="svg" value={url} size={size} errorLevel="M" bordered={false} color="#000000" bgColor="#ffffff" />
      <ol className="poster-how">
        {words.how.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <p className="poster-foot">{words.foot}</p>
    </div>
  )
}
