import type { messageWordings } from '@pitlane/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Content } from './use-wordings'
import { words } from './words'

const say = words.wordings

interface Props {
  readonly wording: messageWordings.WordingView
  readonly content: Content
  readonly onChange: (content: Content) => void
}

/** Where the words are written, and the names that may stand in them. */
export function WordingFields({ wording, content, onChange }: Props) {
  const { channel, fields, variables } = wording
  const [last, setLast] = useState(fields[0]?.name ?? '')
  const labelOf = (name: string) => variables.find((one) => one.name === name)?.label ?? name
  const setField = (name: string, text: string) => onChange({ ...content, fields: { ...content.fields, [name]: text } })
  const insert = (name: string) => {
    if (channel === 'wechat') setField(last, `${content.fields[last] ?? ''}{${name}}`)
    else onChange({ ...content, text: `${content.text}{${name}}` })
  }
  return (
    <div className="wording-field">
      {channel === 'wechat' ? (
        fields.map(({ name, field }) => (
          <label key={name} className="wording-field">
            <span>
              {labelOf(name)} <span className="muted">{field}</span>
            </span>
            <Input
              value={content.fields[name] ?? ''}
              maxLength={100}
              onFocus={() => setLast(name)}
              onChange={(e) => setField(name, e.target.value)}
            />
          </label>
        ))
      ) : (
        <label className="wording-field">
          <span>{say.text}</span>
          <Input.TextArea
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={content.text}
            maxLength={500}
            onChange={(e) => onChange({ ...content, text: e.target.value })}
          />
        </label>
      )}
      {channel === 'sms' && <VendorTemplate content={content} onChange={onChange} />}
      <p className="muted">{say.textHint}</p>
      <div className="wording-variables" role="group" aria-label={say.variables}>
        {variables.map(({ name, label }) => (
          <Button key={name} size="small" aria-label={say.insert(label)} onClick={() => insert(name)}>
            {label} {`{${name}}`}
          </Button>
        ))}
      </div>
    </div>
  )
}

function VendorTemplate({ content, onChange }: Omit<Props, 'wording'>) {
  return (
    <label className="wording-field">
      <span>{say.vendorTemplate}</span>
      <Input
        value={content.vendorTemplate ?? ''}
        maxLength={40}
        onChange={(e) => onChange({ ...content, vendorTemplate: e.target.value.replace(/\W/g, '') || null })}
      />
      <span className="muted">{say.vendorTemplateHint}</span>
    </label>
  )
}
