import { messaging, messageWordings } from '@pitlane/contract'
import { useSearchParams } from 'react-router-dom'
import { Blank } from '../../ui/Blank'
import { LoadFailed } from '../../ui/LoadFailed'
import { RowsSkeleton } from '../../ui/RowsSkeleton'
import { ToneTag } from '../../ui/ToneTag'
import { useWording, useWordingList, type WordingPlace } from './use-wordings'
import { WordingEditor } from './WordingEditor'
import { words } from './words'

const say = words.wordings

type Row = NonNullable<ReturnType<typeof useWordingList>['data']>[number]

const isSame = (row: Row, { kind, channel }: WordingPlace): boolean => row.kind === kind && row.channel === channel

/** What the group says on each channel. Which wording is open stands in the address. */
export function WordingsTab() {
  const list = useWordingList()
  const [params, setParams] = useSearchParams()
  const { data, error, refetch, isFetching } = list
  if (!data) {
    if (!error) return <RowsSkeleton label={words.loading} />
    return <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  }
  const open = data.find(({ kind, channel }) => kind === params.get('kind') && channel === params.get('channel'))
  const go = ({ kind, channel }: WordingPlace) => setParams({ tab: 'wordings', kind, channel }, { replace: true })
  return (
    <div className="wording-page">
      <nav className="wording-list" aria-label={say.list}>
        {messaging.MessageKind.options.map((kind) => (
          <Kind key={kind} rows={data.filter((row) => row.kind === kind)} open={open} onOpen={go} />
        ))}
      </nav>
      {open ? (
        <OpenWording key={`${open.kind}:${open.channel}`} place={open} />
      ) : (
        <Blank title={say.pick}>
          <p>{say.pickHint}</p>
        </Blank>
      )}
    </div>
  )
}

interface KindProps {
  readonly rows: readonly Row[]
  readonly open: Row | undefined
  readonly onOpen: (place: WordingPlace) => void
}

function Kind({ rows, open, onOpen }: KindProps) {
  const [first] = rows
  if (!first) return null
  return (
    <section>
      <h2>{messaging.messageKinds[first.kind]}</h2>
      {rows.map((row) => (
        <button
          key={row.channel}
          type="button"
          aria-current={open !== undefined && isSame(row, open)}
          onClick={() => onOpen(row)}
        >
          <span>{messageWordings.wordingChannels[row.channel]}</span>
          {row.hasDraft && <ToneTag zh={say.draft} tone="wait" />}
          <span className="muted">{row.version > 1 ? say.versionOf(row.version) : say.shipped}</span>
        </button>
      ))}
    </section>
  )
}

function OpenWording({ place: { kind, channel } }: { readonly place: WordingPlace }) {
  const { data, error, refetch, isFetching } = useWording({ kind, channel })
  if (!data) {
    if (!error) return <RowsSkeleton rows={6} label={words.loading} />
    return <LoadFailed error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  }
  const state = `${data.draft?.revision ?? 0}:${data.versions[0]?.version ?? 1}`
  return <WordingEditor key={state} wording={data} />
}
