import { colors, cssVariables, radius, shadow, space, type, type ColorName } from '@pitlane/tokens'

export type Scheme = 'light' | 'dark'

const sizes = () => [
  ...Object.entries(radius).map(([name, px]) => `--radius-${name}: ${px}px;`),
  ...Object.entries(type).map(
    ([name, [size, line, weight]]) => `--type-${name}: ${weight} ${size}px/${line}px var(--font);`,
  ),
  `--unit: ${space.unit}px;`,
  `--page: ${space.page}px;`,
  `--shadow: ${shadow};`,
]

/** The tokens as CSS custom properties; colours follow the system's light or dark scheme. */
export const tokenStyles = (): string =>
  [
    `:root { color-scheme: light dark; ${sizes().join(' ')} ${cssVariables('light')} }`,
    `@media (prefers-color-scheme: dark) { :root { ${cssVariables('dark')} } }`,
  ].join('\n')

/** Share of `muted` in the outline of a control: enough for 3 : 1 against the card in either scheme. */
const OUTLINE_SHARE = { light: 0.72, dark: 0.6 } as const

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** `share` of `hex` on top of `base`, as a hex colour. */
function mix(hex: string, base: string, share: number): string {
  const under = channels(base)
  const mixed = channels(hex).map((value, i) => Math.round(value * share + (under[i] ?? 0) * (1 - share)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** The colours that Ant Design's dark algorithm would shade; ours are chosen for each scheme and stay as they are. */
export function exactColors(scheme: Scheme) {
  const of = (name: ColorName) => colors[name][scheme]
  return {
    colorPrimary: of('brand'),
    colorInfo: of('going'),
    colorSuccess: of('done'),
    colorWarning: of('wait'),
    colorError: of('stop'),
    colorLink: of('brand'),
  }
}

/** Seeds of the Ant Design theme, from the same tokens. */
export function themeTokens(scheme: Scheme) {
  const of = (name: ColorName) => colors[name][scheme]
  return {
    ...exactColors(scheme),
    colorErrorBg: of('stopTint'),
    colorErrorBorder: mix(of('stop'), of('stopTint'), 0.3),
    colorTextBase: of('ink'),
    colorBgBase: of('card'),
    colorBgLayout: of('ground'),
    colorBgContainer: of('card'),
    colorBgElevated: of('card'),
    colorText: of('ink'),
    colorTextSecondary: of('muted'),
    colorTextTertiary: of('muted'),
    colorTextPlaceholder: of('muted'),
    colorBorder: mix(of('muted'), of('card'), OUTLINE_SHARE[scheme]),
    colorBorderSecondary: of('line'),
    colorTextLightSolid: of('onBrand'),
    borderRadius: radius.control,
    borderRadiusLG: radius.card,
    borderRadiusSM: radius.chip,
    fontFamily: 'var(--font)',
    fontSize: type.secondary[0],
    fontSizeSM: type.caption[0],
    fontSizeLG: type.body[0],
    motionDurationSlow: '0.2s',
    motionDurationMid: '0.15s',
    // Menus and messages float over cards of their own colour: an outline tells them apart.
    boxShadow: `0 0 0 1px ${of('line')}, ${shadow}`,
    boxShadowSecondary: `0 0 0 1px ${of('line')}, ${shadow}`,
  }
}
