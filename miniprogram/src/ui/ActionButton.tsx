import { Button, type ButtonProps } from '@tarojs/components'
import type { Handler } from '../lib/handler'
import { classes } from './classes'
import styles from './ActionButton.module.scss'

interface Props extends Omit<ButtonProps, 'disabled' | 'loading' | 'className' | 'onClick'> {
  readonly onClick?: Handler
  readonly loading?: boolean
  readonly disabled?: boolean
  readonly tone?: 'primary' | 'plain' | 'danger'
  readonly className?: string
}

/**
 * The full-width button. On H5 Taro's Button takes `disabled={false}` for disabled, a disabled one still fires onClick, and
 * its own loading mark trips over React's children; hence the undefined, the guard, and the mark drawn by CSS.
 */
export function ActionButton({ onClick, loading, disabled, tone = 'primary', className, ...rest }: Props) {
  const isOff = Boolean(disabled || loading)
  return (
    <Button
      {...rest}
      className={classes(styles.button, styles[tone], disabled && styles.off, loading && styles.loading, className)}
      hoverClass={isOff ? 'none' : styles.pressed}
      disabled={isOff || undefined}
      onClick={() => {
        if (!isOff) void onClick?.()
      }}
      {...(process.env.TARO_ENV === 'h5'
        ? { role: 'button', tabIndex: isOff ? -1 : 0, 'aria-disabled': String(isOff) }
        : { ariaRole: 'button', ariaDisabled: String(isOff) })}
    />
  )
}
