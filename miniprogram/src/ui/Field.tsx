import { Input, View, type InputProps } from '@tarojs/components'
import { fieldA11y } from '../lib/a11y'
import { classes } from './classes'
import styles from './Field.module.scss'

interface Props {
  readonly label: string
  /** Read aloud instead of the label, where that says too little by itself. */
  readonly name?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  /** What is wrong with it, in words. */
  readonly error?: string | undefined
  readonly maxLength?: number
  readonly type?: 'text' | 'number' | 'digit' | 'tel' | 'password'
  /** Help below the box, while there is no error. */
  readonly hint?: string | undefined
}

/** WeChat knows no `tel`; its number pad has the ten digits and nothing else. */
const keyboardOf = (type: NonNullable<Props['type']>) =>
  type === 'password'
    ? 'text'
    : type === 'tel' && process.env.TARO_ENV === 'weapp'
      ? 'number'
      : (type as InputProps['type'])

/** A labelled one-line input. */
export function Field(props: Props) {
  const { label, name = label, value, onChange, placeholder, error, maxLength = 140, type = 'text', hint } = props
  return (
    <View className={styles.field}>
      <View className={styles.label}>{label}</View>
      <Input
        className={classes(styles.input, error && styles.wrong)}
        value={value}
        type={keyboardOf(type)}
        password={type === 'password' || undefined}
        placeholder={placeholder}
        placeholderClass={styles.placeholder}
        maxlength={maxLength}
        onInput={(e) => onChange(e.detail.value)}
        {...fieldA11y(name, Boolean(error))}
      />
      {(error || hint) && <View className={error ? styles.error : styles.hint}>{error ?? hint}</View>}
    </View>
  )
}
