type Role =
  | 'button'
  | 'link'
  | 'heading'
  | 'img'
  | 'alert'
  | 'status'
  | 'tab'
  | 'radio'
  | 'checkbox'
  | 'progressbar'
  | 'dialog'
  | 'radiogroup'
  | 'list'
  | 'listitem'

export interface A11yState {
  readonly checked?: boolean
  readonly selected?: boolean
  readonly disabled?: boolean
  readonly hidden?: boolean
}

const FOCUSABLE: ReadonlySet<Role> = new Set(['button', 'link', 'tab', 'radio', 'checkbox'])
const given = (state: A11yState) => Object.entries(state).filter(([, value]) => value !== undefined)
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** For WeChat, under the names that config/plugins/aria adds to the templates. */
function weapp(role: Role, label: string | undefined, state: A11yState): object {
  const states = given(state).map(([key, value]) => [`aria${capital(key)}`, String(value)])
  return { ariaRole: role, ...(label ? { ariaLabel: label } : {}), ...Object.fromEntries(states) }
}

/** For browsers: Taro's H5 elements pass the DOM names through, but are not focusable by themselves. */
function h5(role: Role, label: string | undefined, state: A11yState): object {
  const states = given(state).map(([key, value]) => [`aria-${key}`, String(value)])
  return {
    role,
    ...(label ? { 'aria-label': label } : {}),
    ...(FOCUSABLE.has(role) && !state.disabled ? { tabIndex: 0 } : {}),
    ...Object.fromEntries(states),
  }
}

/** What assistive technology is told about an element: role, name when its text is not enough, and state. */
export const a11y = (role: Role, label?: string, state: A11yState = {}): object =>
  process.env.TARO_ENV === 'weapp' ? weapp(role, label, state) : h5(role, label, state)

/** Decoration that should not be read aloud. */
export const decorative = (): object =>
  process.env.TARO_ENV === 'weapp' ? { ariaHidden: 'true' } : { 'aria-hidden': 'true' }
