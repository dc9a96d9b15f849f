import { plateKind } from '@pitlane/contract'
import { View } from '@tarojs/components'
import { a11y } from '../../lib/a11y'
import { choosePlate } from '../../lib/platform/license-plate'
import { ActionButton } from '../../ui/ActionButton'
import { Field } from '../../ui/Field'
import { Sheet } from '../../ui/Sheet'
import { Tappable } from '../../ui/Tappable'
import { garageText } from './garage.text'
import { PlateBoxes } from './PlateBoxes'
import { isComplete, plateInText, type PlateAction, type PlateInput } from './plate-input'
import { PlateKeyboard } from './PlateKeyboard'
import styles from './PlateSheet.module.scss'

const text = garageText.plate

interface Props {
  readonly input: PlateInput
  readonly onAction: (action: PlateAction) => void
  /** Typed as text with the phone's own keyboard, for plates that the boxes cannot hold and for pasting. */
  readonly byText: boolean
  readonly onMode: () => void
  readonly text: string
  readonly onText: (plate: string) => void
  /** Whether WeChat can offer the plates that it knows. */
  readonly canChoose: boolean
  readonly onClose: () => void
}

/** A leap of the text means that it was pasted: then the plate is looked for inside it. */
const isPaste = (before: string, after: string) => after.length - before.length > 2

/** The keyboard for plates. What was typed stays when it is closed half-way. */
export function PlateSheet(props: Props) {
  const { input, byText, onAction, onMode, onText, canChoose, onClose } = props
  const isDone = byText ? plateKind(props.text) !== undefined : isComplete(input)
  const chooseFromWechat = async () => {
    const plate = await choosePlate()
    if (plate) onAction({ type: 'paste', text: plate })
  }
  return (
    <Sheet open title={text.title} onClose={onClose}>
      {byText ? (
        <TextEntry text={props.text} onText={onText} />
      ) : (
        <>
          <PlateBoxes boxes={input.boxes} focus={input.focus} onTap={(box) => onAction({ type: 'focus', box })} />
          <View className={styles.hint} {...a11y('status')}>
            {text.newEnergyBox}
          </View>
        </>
      )}
      <View className={styles.links}>
        <Tappable className={styles.link} onClick={onMode}>
          {byText ? text.byBoxes : text.byText}
        </Tappable>
        {canChoose && !byText && (
          <Tappable className={styles.link} onClick={() => void chooseFromWechat()}>
            {text.fromWechat}
          </Tappable>
        )}
      </View>
      <ActionButton disabled={!isDone} onClick={onClose}>
        {text.done}
      </ActionButton>
      {!byText && <PlateKeyboard input={input} onAction={onAction} />}
    </Sheet>
  )
}

function TextEntry({ text: value, onText }: Pick<Props, 'text' | 'onText'>) {
  const type = (next: string) => onText((isPaste(value, next) && plateInText(next)) || next)
  return (
    <Field
      label={text.text}
      value={value}
      onChange={type}
      maxLength={100}
      placeholder={text.textPlaceholder}
      hint={text.textHint}
    />
  )
}
