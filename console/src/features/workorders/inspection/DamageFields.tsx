import { DeleteOutlined } from '@ant-design/icons'
import { workorder } from '@pitlane/contract'
import { Button, Input, Select } from 'antd'
import { CarMap } from './CarMap'
import type { Damage } from './draft'
import { words } from './words'

const kinds = Object.entries(workorder.damageKinds).map(([value, label]) => ({
  value: value as Damage['kind'],
  label,
}))
const NOTE_MAX = 60
const MOST = 30

interface Props {
  readonly damages: readonly Damage[]
  readonly onChange: (damages: readonly Damage[]) => void
}

/** The map, and under it what was seen: a click on a part of the car adds a line. */
export function DamageFields({ damages, onChange }: Props) {
  const add = (zone: Damage['zone']) => {
    const key = Math.max(0, ...damages.map((damage) => damage.key)) + 1
    if (damages.length < MOST) onChange([...damages, { key, zone, kind: 'scratch', note: '' }])
  }
  const put = (key: number, part: Partial<Damage>) =>
    onChange(damages.map((damage) => (damage.key === key ? { ...damage, ...part } : damage)))
  return (
    <fieldset className="damage-box">
      <legend>{words.damages}</legend>
      <CarMap damages={damages} onPick={add} />
      <p className="muted damage-hint">{words.map}</p>
      {damages.length === 0 ? (
        <p className="muted">{words.noDamage}</p>
      ) : (
        <ul className="damage-lines">
          {damages.map((damage) => (
            <DamageLine
              key={damage.key}
              damage={damage}
              onChange={(part) => put(damage.key, part)}
              onRemove={() => onChange(damages.filter(({ key }) => key !== damage.key))}
            />
          ))}
        </ul>
      )}
    </fieldset>
  )
}

interface LineProps {
  readonly damage: Damage
  readonly onChange: (part: Partial<Damage>) => void
  readonly onRemove: () => void
}

function DamageLine({ damage, onChange, onRemove }: LineProps) {
  const zone = workorder.carZones[damage.zone]
  return (
    <li className="damage-line">
      <b>{zone}</b>
      <Select
        size="small"
        aria-label={words.kind(zone)}
        value={damage.kind}
        options={kinds}
        onChange={(kind) => onChange({ kind })}
      />
      <Input
        size="small"
        aria-label={words.damageNote(zone)}
        placeholder={words.notePlaceholder}
        maxLength={NOTE_MAX}
        value={damage.note}
        onChange={({ target }) => onChange({ note: target.value })}
      />
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined aria-hidden="true" />}
        aria-label={words.remove(zone)}
        onClick={onRemove}
      />
    </li>
  )
}
