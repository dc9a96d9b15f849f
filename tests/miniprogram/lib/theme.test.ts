import { expect, test } from '@jest/globals'
import { colors } from '@pitlane/tokens'
import theme from '../../../miniprogram/src/theme.json'

test.each(['light', 'dark'] as const)("WeChat's %s bars have the colours of the tokens", (scheme) => {
  const { ground, card, muted, brand } = theme[scheme]
  expect({ ground, card, muted, brand }).toEqual({
    ground: colors.ground[scheme],
    card: colors.card[scheme],
    muted: colors.muted[scheme],
    brand: colors.brand[scheme],
  })
})
