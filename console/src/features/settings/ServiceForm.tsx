import { resources, type Body } from '@pitlane/contract'
import { InputNumber } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api'
import { GuardedForm } from './GuardedForm'
import { useGuardedSave } from './use-guarded-save'
import { words } from './words'

type Change = Pick<Body<typeof resources.saveService>, 'bayMinutes' | 'technicianCount' | 'priceFen'>

interface Props {
  readonly service: resources.ServiceSetting
  readonly onSaved: () => void
  readonly onBack: () => void
}

/** Null while a field is empty. */
interface Draft {
  readonly minutes: number | null
  readonly people: number | null
  readonly yuan: number | null
}

const startOf = ({ bayMinutes, technicianCount, priceFen }: resources.ServiceSetting): Draft => ({
  minutes: bayMinutes,
  people: technicianCount,
  yuan: priceFen / 100,
})

/** Minutes, people and price of one service, for every store that offers it. */
export function ServiceForm({ service, onSaved, onBack }: Props) {
  const { version } = service
  const params = { serviceId: service.id }
  const [draft, setDraft] = useState(() => startOf(service))
  const change = (part: Partial<Draft>) => setDraft((d) => ({ ...d, ...part }))
  const guard = useGuardedSave<Change, unknown>({
    preview: (input) => call(resources.previewService, { params, body: { version, ...input } }),
    save: (input, affectedSeen) => call(resources.saveService, { params, body: { version, affectedSeen, ...input } }),
    onSaved,
  })
  const { minutes, people, yuan } = draft
  const input: Change | undefined =
    people === null || yuan === null
      ? undefined
      : { bayMinutes: minutes, technicianCount: people, priceFen: Math.round(yuan * 100) }
  return (
    <GuardedForm label={words.services.form} guard={guard} input={input} onBack={onBack}>
      <label className="reason-note">
        {words.services.bayMinutes}
        <InputNumber
          min={5}
          max={720}
          precision={0}
          value={minutes}
          placeholder={words.services.notBookable}
          onChange={(value) => change({ minutes: value })}
        />
      </label>
      <p className="muted">{words.services.minutesHint}</p>
      <label className="reason-note">
        {words.services.technicianCount}
        <InputNumber min={1} max={4} precision={0} value={people} onChange={(value) => change({ people: value })} />
      </label>
      <label className="reason-note">
        {words.services.price}
        <InputNumber min={0} max={100_000} precision={2} value={yuan} onChange={(value) => change({ yuan: value })} />
      </label>
      <p className="muted">{words.services.scope}</p>
    </GuardedForm>
  )
}
