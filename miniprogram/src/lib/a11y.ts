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
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** The states that are known, under the names that `name` makes. */
function attributes(state: A11yState, name: (key: string) => string): Record<string, string> {
  const known = Object.entries(state).filter((entry): entry is [string, boolean] => entry[1] !== undefined)
  return Object.fromEntries(known.map(([key, value]): [string, string] => [name(key), String(value)]))
}

/** For WeChat, under the names that config/plugins/aria adds to the templates. */
const weapp = (role: Role, label: string | undefined, state: A11yState): object => ({
  ariaRole: role,
  ...(label ? { ariaLabel: label } : {}),
  ...attributes(state, (key) => `aria${capital(key)}`),
})

/** For browsers: Taro's H5 elements pass the DOM names through, but are not focusable by themselves. */
const h5 = (role: Role, label: string | undefined, state: A11yState): object => ({
  role,
  ...(label ? { 'aria-label': label } : {}),
  ...(FOCUSABLE.has(role) && !state.disabled ? { tabIndex: 0 } : {}),
  ...attributes(state, (key) => `aria-${key}`),
})

/** What assistive technology is told about an element: role, name when its text is not enough, and state. */
export const a11y = (role: Role, label?: string, state: A11yState = {}): object =>
  process.env.TARO_ENV === 'weapp' ? weapp(role, label, state) : h5(role, label, state)

/** Decoration that should not be read aloud. */
export const decorative = (): object =>
  process.env.TARO_ENV === 'weapp' ? { ariaHidden: 'true' } : { 'aria-hidden': 'true' }

/** The name of a form field, and whether what is in it is wrong. */
export const fieldA11y = (label: string, isWrong: boolean): object =>
  process.env.TARO_ENV === 'weapp'
    ? { ariaLabel: label, ariaInvalid: String(isWrong) }
    : { 'aria-label': label, 'aria-invalid': String(isWrong) }
