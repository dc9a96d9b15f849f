import { Checkbox } from 'antd'
import { TextField } from '../../../ui/FormFields'
import { SignaturePad, type Signature } from '../SignaturePad'
import { words } from './words'

const REASON_MAX = 60

interface Props {
  readonly isSigned: boolean
  readonly reason: string | null
  readonly onSign: (signature: Signature) => void
  readonly onReason: (reason: string | null) => void
}

/** The owner's name in their hand, or why it is not there. */
export function SignatureField({ isSigned, reason, onSign, onReason }: Props) {
  return (
    <fieldset className="signature-box">
      <legend>{words.signature}</legend>
      {reason === null && <SignaturePad isSigned={isSigned} onChange={onSign} />}
      <Checkbox checked={reason !== null} onChange={({ target }) => onReason(target.checked ? '' : null)}>
        {words.unsigned}
      </Checkbox>
      {reason !== null && (
        <TextField
          label={words.unsignedReason}
          value={reason}
          onChange={onReason}
          max={REASON_MAX}
          placeholder={words.unsignedExample}
        />
      )}
    </fieldset>
  )
}
