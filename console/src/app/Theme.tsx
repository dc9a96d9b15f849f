import { App as AntApp, ConfigProvider, theme } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { exactColors, themeTokens, type Scheme } from '../lib/theme'
import { useScheme } from '../lib/use-scheme'

type Algorithm = typeof theme.defaultAlgorithm

/** Ant Design's own shades, and then our colours as they are. */
const algorithmOf = (scheme: Scheme): Algorithm => {
  const base = scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm
  return (seed) => ({ ...base(seed), ...exactColors(scheme) })
}
// Ant Design compares algorithms by identity: one each, not one per render.
const algorithms = { light: algorithmOf('light'), dark: algorithmOf('dark') }

/** Flat buttons: the one shadow belongs to cards. Square boxes: a round one would be a radio. */
const components = {
  Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  Checkbox: { borderRadiusSM: 4 },
}

/** Ant Design in our colours and in Chinese, light or dark as the system is. */
export function Theme({ children }: { readonly children: ReactNode }) {
  const scheme = useScheme()
  return (
    <ConfigProvider
      locale={zhCN}
      theme={{ algorithm: algorithms[scheme], token: themeTokens(scheme), components, hashed: false }}
      // Ant Design puts a space between two Chinese characters; our labels keep theirs together.
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false} message={{ top: 8, maxCount: 3 }}>
        {children}
      </AntApp>
    </ConfigProvider>
  )
}
