import { Textarea, View } from '@tarojs/components'
import { fieldA11y } from '../../lib/a11y'
import { Card } from '../../ui/Card'
import { text } from './booking.text'
import styles from './RemarkField.module.scss'

const MAX = 200

interface Props {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Free text for the store, at most 200 characters. */
export function RemarkField({ value, onChange }: Props) {
  return (
    <Card title={text.confirm.remark} extra={<View className={styles.count}>{`${value.length}/${MAX}`}</View>}>
      <Textarea
        className={styles.input}
        value={value}
        maxlength={MAX}
        placeholder={text.confirm.remarkPlaceholder}
        placeholderClass={styles.placeholder}
        // Without this the keyboard of WeChat covers the box.
        cursorSpacing={120}
        onInput={(e) => onChange(e.detail.value)}
        {...fieldA11y(text.confirm.remark, false)}
      />
    </Card>
  )
}
