import { createSwcRegister } from '@tarojs/helper'

/**
 * The design tokens as SCSS, put before every style sheet. Taro's loader for this folder reads only this folder, so the raw
 * TypeScript of the tokens package is registered first.
 */
export async function tokensAsScss(): Promise<string> {
  createSwcRegister({ only: [(file: string) => file.includes('/packages/tokens/')] })
  const { cssVariables, largeTypeFactor, radius, shadow, space, touchTarget, type } = await import('@pitlane/tokens')
  const sizes = Object.entries(type).flatMap(([name, [size, line, weight]]) => [
    `$size-${name}: ${size}px;`,
    `$line-${name}: ${line}px;`,
    `$weight-${name}: ${weight};`,
  ])
  return [
    `@mixin light { ${cssVariables('light')} }`,
    `@mixin dark { ${cssVariables('dark')} }`,
    ...Object.entries(radius).map(([name, px]) => `$radius-${name}: ${px}px;`),
    ...sizes,
    `$unit: ${space.unit}px; $page: ${space.page}px; $touch: ${touchTarget}px; $large: ${largeTypeFactor}; $shadow: ${shadow};`,
    '@mixin type($size, $line, $weight) { font-size: calc(#{$size} * var(--scale)); line-height: calc(#{$line} * var(--scale)); font-weight: $weight; }',
    ...Object.keys(type).map(
      (name) => `@mixin ${name} { @include type($size-${name}, $line-${name}, $weight-${name}); }`,
    ),
    '@mixin tabular { font-variant-numeric: tabular-nums; }',
  ].join('\n')
}
