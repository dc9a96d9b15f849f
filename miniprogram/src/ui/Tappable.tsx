import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { a11y, type A11yState } from '../lib/a11y'
import type { Handler } from '../lib/handler'
import { classes } from './classes'
import styles from './Tappable.module.scss'

interface Props extends A11yState {
  readonly onClick: Handler
  readonly role?: 'button' | 'link' | 'tab' | 'radio' | 'checkbox'
  /** Read aloud instead of the content. */
  readonly label?: string
  readonly className?: string | undefined
}

/** Keys that press a button; only browsers have them. */
const isPress = (key: unknown) => key === 'Enter' || key === ' '

/** Anything that is touched and is not a full-width button. At least as large as a finger, reachable by keyboard on H5. */
export function Tappable({ onClick, role = 'button', label, className, children, ...state }: PropsWithChildren<Props>) {
  const press = () => {
    if (!state.disabled) void onClick()
  }
  const keyboard =
    process.env.TARO_ENV === 'h5' ? { onKeyDown: (e: { key?: string }) => isPress(e.key) && press() } : {}
  return (
    <View
      className={classes(styles.tappable, className)}
      hoverClass={state.disabled ? 'none' : styles.pressed}
      hoverStayTime={80}
      onClick={press}
      {...keyboard}
      {...a11y(role, label, state)}
    >
      {children}
    </View>
  )
}
