import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { policy as contract } from '@pitlane/contract'
import { Button, Checkbox, InputNumber } from 'antd'
import { TimeSelect } from '../../ui/TimeSelect'
import { weekdays, weekOrder, words } from './words'

type Rule = contract.CapacityPolicy['offPeak'][number]

const MOST = 10
const NEW_RULE: Rule = { weekdays: [2, 3, 4], fromMinute: 810, toMinute: 960, percentOff: 10 }
const days = weekOrder.map((value) => ({ value: value, label: weekdays[value] }))

interface Props {
  readonly rules: readonly Rule[]
  readonly onChange: (rules: Rule[]) => void
}

/** Hours in which a booking costs less, for everybody alike. */
export function OffPeakFields({ rules, onChange }: Props) {
  const put = (at: number, part: Partial<Rule>) =>
    onChange(rules.map((rule, i) => (i === at ? { ...rule, ...part } : rule)))
  return (
    <>
      {rules.length === 0 && <p className="muted">{words.policy.offPeakNone}</p>}
      {rules.map((rule, i) => (
        <RuleLine
          key={i}
          rule={rule}
          onChange={(part) => put(i, part)}
          onRemove={() => onChange(rules.filter((_, at) => at !== i))}
        />
      ))}
      {rules.length < MOST && (
        <Button
          className="policy-add"
          icon={<PlusOutlined aria-hidden="true" />}
          onClick={() => onChange([...rules, NEW_RULE])}
        >
          {words.policy.addRule}
        </Button>
      )}
    </>
  )
}

interface LineProps {
  readonly rule: Rule
  readonly onChange: (part: Partial<Rule>) => void
  readonly onRemove: () => void
}

function RuleLine({ rule, onChange, onRemove }: LineProps) {
  const isGood = rule.weekdays.length > 0 && rule.fromMinute < rule.toMinute
  return (
    <div className="rule-line" role="group" aria-label={words.policy.fields['offPeak']}>
      <Checkbox.Group
        options={days}
        value={rule.weekdays}
        aria-label={words.policy.days}
        onChange={(picked) => onChange({ weekdays: [...picked].sort() })}
      />
      <TimeSelect
        label={words.policy.from}
        value={rule.fromMinute}
        onChange={(fromMinute) => onChange({ fromMinute })}
      />
      –
      <TimeSelect label={words.policy.to} value={rule.toMinute} onChange={(toMinute) => onChange({ toMinute })} />
      <InputNumber
        className="rule-percent"
        aria-label={words.policy.percentOff}
        prefix={words.policy.off}
        suffix="%"
        min={0}
        max={50}
        precision={0}
        value={rule.percentOff}
        onChange={(value) => value !== null && onChange({ percentOff: value })}
      />
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={words.policy.removeRule}
        title={words.policy.removeRule}
        onClick={onRemove}
      />
      {!isGood && (
        <p className="field-fault" role="alert">
          {words.policy.ruleWrong}
        </p>
      )}
    </div>
  )
}
