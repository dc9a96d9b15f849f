/** The one source of Pitlane's look. Front ends turn these values into CSS variables and into an Ant Design theme. */

type Pair = { readonly light: string; readonly dark: string }
const pair = (light: string, dark: string): Pair => ({ light, dark })

export const colors = {
  ink: pair('#14181F', '#F0F3F7'),
  muted: pair('#5B6472', '#A9B2BF'),
  line: pair('#E4E7EC', '#333A44'),
  ground: pair('#F5F6F8', '#121417'),
  card: pair('#FFFFFF', '#1B1E23'),
  brand: pair('#0B6E75', '#3FB8BF'),
  onBrand: pair('#FFFFFF', '#06282B'),
  brandTint: pair('#E6F4F4', '#12302F'),
  wait: pair('#8A6D00', '#E8C84A'),
  waitTint: pair('#FFF6D6', '#332B0C'),
  going: pair('#0B5FFF', '#7FAAFF'),
  goingTint: pair('#E8F0FF', '#13233F'),
  done: pair('#1B7F3B', '#6CCB88'),
  doneTint: pair('#E6F6EA', '#12301C'),
  stop: pair('#B42318', '#F2897F'),
  stopTint: pair('#FDECEA', '#3A1714'),
} as const satisfies Record<string, Pair>

export type ColorName = keyof typeof colors

/** The colour of a state, always shown together with a word or an icon. */
export type Tone = 'wait' | 'going' | 'done' | 'stop' | 'muted'

/** Corner radii in px. */
export const radius = { card: 12, control: 10, chip: 8 } as const

/** Type sizes in px: [font size, line height, weight]. */
export const type = {
  figure: [22, 30, 700],
  title: [18, 26, 600],
  body: [16, 24, 400],
  secondary: [14, 20, 400],
  caption: [12, 16, 400],
} as const

/** Page margin and base grid in px. */
export const space = { unit: 4, page: 16 } as const

/** The one shadow. */
export const shadow = '0 1px 3px rgba(20, 24, 31, 0.08)'

/** The least side of anything that is touched, in px. */
export const touchTarget = 44

/** Text magnification of the large-type mode (大字). */
export const largeTypeFactor = 1.25

const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

/** CSS custom properties (`--brand-tint: …`) of one scheme, as a declaration list. */
export const cssVariables = (scheme: 'light' | 'dark'): string =>
  Object.entries(colors)
    .map(([name, value]) => `--${kebab(name)}: ${value[scheme]};`)
    .join(' ')
