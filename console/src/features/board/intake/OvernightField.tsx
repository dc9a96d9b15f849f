import { Checkbox } from 'antd'
import { words } from './words'

interface Props {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

/** Whether the car may stay overnight; asked only where it does not fit otherwise. */
export function OvernightField({ isOn, onChange }: Props) {
  return (
    <Checkbox checked={isOn} onChange={(event) => onChange(event.target.checked)}>
      {words.overnight}
      <small className="muted"> {words.overnightHint}</small>
    </Checkbox>
  )
}
