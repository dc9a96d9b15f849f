import { useDidHide, useDidShow } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import * as z from 'zod/mini'
import { pauseLive, resumeLive } from './lib/live'
import { prepareShell } from './lib/platform/shell'
import { offerUpdate } from './lib/platform/update'
import './app.scss'

// Mini-programs forbid building functions from text, which zod would try for speed.
z.config({ jitless: true })
prepareShell()
offerUpdate()

export default function App({ children }: PropsWithChildren) {
  useDidShow(resumeLive)
  useDidHide(pauseLive)
  return children
}
