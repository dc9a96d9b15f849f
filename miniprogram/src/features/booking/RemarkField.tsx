import { Textarea, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { fieldA11y } from '../../lib/a11y'
import { Card } from '../../ui/Card'
import { classes } from '../../ui/classes'
import { Tappable } from '../../ui/Tappable'
import { text } from './booking.text'
import { hasWord, REMARK_LENGTH, toggleWord } from './remark-words'
import styles from './RemarkField.module.scss'

interface Props {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** What is wrong with the car, in the owner's own words; the commonest ones are a touch away. Below it, whatever else says it. */
export function RemarkField({ value, onChange, children }: PropsWithChildren<Props>) {
  return (
    <Card
      title={text.confirm.remarkTitle}
      extra={<View className={styles.count}>{`${value.length}/${REMARK_LENGTH}`}</View>}
    >
      <Textarea
        className={styles.input}
        value={value}
        maxlength={REMARK_LENGTH}
        placeholder={text.confirm.remarkPlaceholder}
        placeholderClass={styles.placeholder}
        // Without this the keyboard of WeChat covers the box.
        cursorSpacing={120}
        onInput={(e) => onChange(e.detail.value)}
        {...fieldA11y(text.confirm.remark, false)}
      />
      <View className={styles.words}>
        {text.confirm.words.map((word) => (
          <Tappable
            key={word}
            role="checkbox"
            checked={hasWord(value, word)}
            className={styles.touch}
            onClick={() => onChange(toggleWord(value, word))}
          >
            <View className={classes(styles.word, hasWord(value, word) && styles.on)}>{word}</View>
          </Tappable>
        ))}
      </View>
      {children}
    </Card>
  )
}
