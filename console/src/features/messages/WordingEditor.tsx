import { messaging, messageWordings } from '@pitlane/contract'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useStore } from '../../lib/staff'
import { sayInstant } from '../../lib/time'
import { usePreview, useWordingSteps, type Content } from './use-wordings'
import { WordingFields } from './WordingFields'
import { WordingPreview } from './WordingPreview'
import { WordingVersions } from './WordingVersions'
import { words } from './words'

const say = words.wordings

interface Props {
  readonly wording: messageWordings.WordingView
}

const isSame = (a: Content | undefined, b: Content): boolean => JSON.stringify(a) === JSON.stringify(b)

/** One wording: what it says, how that reads, and what it said before. */
export function WordingEditor({ wording }: Props) {
  const { kind, channel, draft, versions } = wording
  const kept = draft?.content ?? versions[0]?.content ?? { text: '', fields: {}, vendorTemplate: null }
  const [content, setContent] = useState<Content>(kept)
  const preview = usePreview({ kind, channel }, content).data ?? wording.preview
  return (
    <div className="wording-editor">
      <header>
        <h2>
          {messaging.messageKinds[kind]} · {messageWordings.wordingChannels[channel]}
        </h2>
        <p className="muted">{say.intro}</p>
      </header>
      <WordingFields wording={wording} content={content} onChange={setContent} />
      <WordingPreview preview={preview} channel={channel} />
      <Steps wording={wording} content={content} preview={preview} isChanged={!isSame(kept, content)} />
      <WordingVersions versions={versions} onCopy={setContent} />
    </div>
  )
}

interface StepsProps extends Props {
  readonly content: Content
  readonly preview: messageWordings.Preview
  readonly isChanged: boolean
}

/** Keeping the draft, and putting it in force once it is kept and nothing is wrong with it. */
function Steps({ wording, content, preview, isChanged }: StepsProps) {
  const { today } = useStore()
  const { kind, channel, draft } = wording
  const { save, publish } = useWordingSteps({ kind, channel }, draft?.revision ?? 0)
  const isWrong = preview.findings.some(({ isError }) => isError)
  return (
    <div className="wording-actions">
      <Button disabled={!isChanged} loading={save.isBusy} onClick={() => save.run(content)}>
        {say.save}
      </Button>
      <Popconfirm title={say.publishing} okText={say.publish} cancelText={say.cancel} onConfirm={() => publish.run()}>
        <Button type="primary" disabled={!draft || isChanged || isWrong} loading={publish.isBusy}>
          {say.publish}
        </Button>
      </Popconfirm>
      <span className="muted" role="status">
        {isChanged ? say.unsaved : draft && say.draftBy(draft.writtenBy, sayInstant(draft.writtenAt, today))}
      </span>
    </div>
  )
}
